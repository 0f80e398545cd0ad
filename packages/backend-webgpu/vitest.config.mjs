import { backends } from '@tenonjs/testing/vitest';

// A process for each file: one of them loses its device.
export default backends(['webgpu', 'chromium-webgpu'], {
  isolate: true,
  only: { 'chromium-webgpu': ['src/{kernels,refused}.test.ts'] },
});
