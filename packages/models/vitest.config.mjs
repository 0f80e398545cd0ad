import { backends } from '@tenonjs/testing/vitest';

// GPUs in software take minutes for what trains long; every layer in fit, saved and loaded, is what they can tell.
const all = ['src/{everyLayer,sameCurve,lost}.test.ts'];

export default backends(['cpu', 'wasm', 'wasm-threads', 'wasm-stock', 'webgpu', 'chromium-webgl', 'chromium-webgpu'], {
  // One of them loses its GPU.
  isolate: ['webgpu', 'chromium-webgl', 'chromium-webgpu'],
  only: { webgpu: all, 'chromium-webgl': all, 'chromium-webgpu': all },
});
