import { activate, basics, convolution, pooling } from '@tenonjs/backend-wasm/modular';
import { train } from './train.js';

activate({ wasmPaths: '/', kernels: [basics, convolution, pooling] }).then(train);
