import { activate } from '@tenonjs/backend-wasm';
import { train } from './train.js';

await activate({ wasmPaths: '/' });
await train();
