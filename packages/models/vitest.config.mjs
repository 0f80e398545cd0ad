import { backends } from '@tenonjs/testing/vitest';

// Vulkan in software takes minutes for what trains long; every layer in fit, saved and loaded, is what it can tell.
export default backends(['cpu', 'wasm', 'wasm-threads', 'wasm-stock', 'webgpu'], {
  only: { webgpu: ['src/everyLayer.test.ts'] },
});
