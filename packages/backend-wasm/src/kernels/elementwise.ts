import { type Kernel, sizeOf } from '../kernel.js';

export const reluGrad: Kernel = (m, { dy, y }) => {
  const dx = m.make(y.shape);
  m.run.reluGrad(sizeOf(y.shape), m.at(dy), m.at(y), m.at(dx));
  return dx;
};

export const dropout: Kernel = (m, { x }, { rate, seed }) => {
  const y = m.make(x.shape);
  m.run.dropout(sizeOf(x.shape), m.at(x), m.at(y), seed, Math.floor(rate * 2 ** 32), 1 / (1 - rate));
  return y;
};
