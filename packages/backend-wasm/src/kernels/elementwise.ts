import { type Kernel, sizeOf, stock } from '../kernel.js';

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

const unary =
  (name: string, kind: number): Kernel =>
  (m, { x }) => {
    if (x.dtype !== 'float32') return stock(m, name, { x });
    const y = m.make(x.shape);
    m.run.unary(kind, sizeOf(x.shape), m.at(x), m.at(y));
    return y;
  };

export const exp: Kernel = unary('Exp', 0);

export const log: Kernel = unary('Log', 1);

export const tanh: Kernel = unary('Tanh', 2);

export const erf: Kernel = unary('Erf', 3);
