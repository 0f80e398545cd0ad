import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu', 'chromium-webgl'], {
  only: {
    cpu: ['src/{activate,backend-webgl}.test.ts'],
    'chromium-webgl': ['src/kernels.test.ts'],
  },
});
