import { type Kernel, shared, sizeOf, stock } from '../kernel.js';

/** tfjs's own takes the first axis of x for a batch where it counts over all. */
export const bincount: Kernel = (m, { x, weights }, attrs) =>
  stock(m, 'Bincount', { x: shared(x, [sizeOf(x.shape)]), weights }, attrs);
