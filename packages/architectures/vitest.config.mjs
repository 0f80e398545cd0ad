import { backends } from '@tenonjs/testing/vitest';

// Not on WebGPU: these are networks of layers that are tested there, and a GPU in software takes minutes for them.
export default backends(['cpu', 'wasm', 'wasm-stock']);
