import { backends } from '@tenonjs/testing/vitest';

// In a page all that needs nothing of Node.
const page = ['src/*.test.ts', '!src/{activations,plainTfjs}.test.ts'];

export default backends(['cpu', 'wasm', 'wasm-stock', 'webgpu', 'chromium-wasm', 'chromium-webgl'], {
  only: { 'chromium-wasm': page, 'chromium-webgl': page },
});
