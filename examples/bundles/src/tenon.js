import { activate } from '@tenonjs/backend-wasm';
import { train } from './train.js';

activate({ wasmPaths: '/' }).then(train);
