import type { Kernel } from '../kernel.js';

/** tfjs's own writes integers whatever the dtype. */
export const oneHot: Kernel = (m, { indices }, { dtype = 'int32', onValue, offValue, depth }) => {
  const y = m.make([...indices.shape, depth], dtype);
  const [values, hot] = [m.values(y), m.values(indices)];
  values.fill(offValue);
  hot.forEach((index, i) => {
    if (index >= 0 && index < depth) values[i * depth + index] = onValue;
  });
  return y;
};
