import { backends } from '@tenonjs/testing/vitest';

export default backends(['cpu', 'wasm', 'wasm-threads', 'wasm-stock', 'webgpu']);
