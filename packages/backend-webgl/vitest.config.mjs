import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu', 'chromium-webgl'], {
  isolate: ['chromium-webgl'],
  only: {
    cpu: ['src/{activate,backend-webgl}.test.ts'],
    'chromium-webgl': ['src/{kernels,refused}.test.ts'],
  },
});
