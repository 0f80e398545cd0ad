import { type Kernel, stock } from '../kernel.js';

/** tfjs's own cuts to a byte where truth values are asked for: 256 and 0.5 become false. */
export const cast: Kernel = (m, { x }, attrs) => {
  if (attrs.dtype !== 'bool' || x.dtype === 'string' || x.dtype === 'complex64') return stock(m, 'Cast', { x }, attrs);
  const y = m.make(x.shape, 'bool');
  const from = m.values(x);
  m.values(y).forEach((_, i, to) => {
    to[i] = from[i] === 0 ? 0 : 1;
  });
  return y;
};
