import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu', 'wasm', 'wasm-stock', 'webgpu', 'chromium-webgl'], {
  only: {
    // tfjs's WebGL loses NaN in a maximum, and 1e30 in a logarithm, where these have them.
    'chromium-webgl': [
      'src/*.test.ts',
      '!src/{losses,plainTfjs,circle,ctc,categoricalGeneralizedCrossEntropy}.test.ts',
    ],
  },
});
