import { activate, basics, convolution, pooling } from '@tenonjs/backend-wasm/modular';
import { train } from './train.js';

await activate({ wasmPaths: '/', kernels: [basics, convolution, pooling] });
await train();
