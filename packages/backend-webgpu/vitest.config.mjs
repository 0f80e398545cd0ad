import { backends } from '@tenonjs/testing/vitest';

// A process for each file: one of them loses its device.
export default backends(['webgpu'], { isolate: true });
