import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu', 'wasm', 'wasm-stock', 'webgpu', 'chromium-webgl'], {
  // Those with kernels there, and the most used without: the others take minutes of GPU in software.
  only: { 'chromium-webgl': ['src/{optimizer,fused,sgd,adam,adamW}.test.ts'] },
});
