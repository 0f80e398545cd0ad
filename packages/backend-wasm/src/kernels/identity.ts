import { type Kernel, stock } from '../kernel.js';

/** Another name for the same data, as on tfjs's other backends; its own on wasm copies. */
export const identity: Kernel = (m, { x }) => stock(m, 'Reshape', { x }, { shape: x.shape });
