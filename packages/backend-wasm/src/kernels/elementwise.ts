import { each, type Kernel, stock } from '../kernel.js';

export const reluGrad: Kernel = (m, { dy, y }) => {
  const dx = m.make(y.shape);
  m.parallel('reluGrad', each(y, 4), 'count', m.along(dy), m.along(y), m.along(dx));
  return dx;
};

export const dropout: Kernel = (m, { x }, { rate, seed }) => {
  const y = m.make(x.shape);
  const threshold = Math.floor(rate * 2 ** 32);
  m.parallel('dropout', each(x, 10), [0, 1], 'count', m.along(x), m.along(y), seed, threshold, 1 / (1 - rate));
  return y;
};

const unary =
  (name: string, kind: number): Kernel =>
  (m, { x }) => {
    if (x.dtype !== 'float32') return stock(m, name, { x });
    const y = m.make(x.shape);
    m.parallel('unary', each(x, 30), kind, 'count', m.along(x), m.along(y));
    return y;
  };

export const exp: Kernel = unary('Exp', 0);

export const log: Kernel = unary('Log', 1);

export const tanh: Kernel = unary('Tanh', 2);

export const erf: Kernel = unary('Erf', 3);

/** tfjs's own lets NaN through as the least value. */
export const clipByValue: Kernel = (m, { x }, attrs) => {
  const { clipValueMin, clipValueMax } = attrs;
  const y = m.make(x.shape, x.dtype);
  if (x.dtype === 'float32') {
    m.parallel('clip', each(x, 4), 'count', m.along(x), m.along(y), clipValueMin, clipValueMax);
  } else {
    const [from, to] = [m.values(x), m.values(y)];
    for (let i = 0; i < to.length; i++) to[i] = Math.min(Math.max(from[i]!, clipValueMin), clipValueMax);
  }
  return y;
};
