import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { each, type Kernel } from '../kernel.js';
import type { Machine } from '../machine.js';
import { unaryOf } from './plain.js';

export const dropout: Kernel = (m, { x }, { rate, seed }) => {
  const y = m.make(x.shape);
  const threshold = Math.floor(rate * 2 ** 32);
  m.parallel('dropout', each(x, 10), [0, 1], 'count', m.along(x), m.along(y), seed, threshold, 1 / (1 - rate));
  return y;
};

/** A function of each element, by its number in assembly/elementwise.ts. */
function map(m: Machine, kind: number, x: TensorInfo): TensorInfo {
  const y = m.make(x.shape);
  m.parallel('unary', each(x, 30), kind, 'count', m.along(x), m.along(y));
  return y;
}

/** The same in place of tfjs's, to which other dtypes are left. */
const unary =
  (name: string, kind: number, dtype?: DataType): Kernel =>
  (m, { x }) =>
    x.dtype === 'float32' ? map(m, kind, x) : unaryOf(m, name, x, dtype);

export const exp: Kernel = unary('Exp', 0, 'float32');

export const log: Kernel = unary('Log', 1);

export const tanh: Kernel = unary('Tanh', 2);

export const erf: Kernel = unary('Erf', 3);

export const neg: Kernel = unary('Neg', 4);

export const abs: Kernel = unary('Abs', 5);

export const square: Kernel = unary('Square', 6);

export const sqrt: Kernel = unary('Sqrt', 7);

export const rsqrt: Kernel = unary('Rsqrt', 8);

export const reciprocal: Kernel = unary('Reciprocal', 9);

export const relu: Kernel = unary('Relu', 10);

export const sigmoid: Kernel = (m, { x }) => map(m, 11, x);

export const elu: Kernel = unary('Elu', 12);

export const gelu: Kernel = (m, { x }, { approximate = false }) => map(m, approximate ? 14 : 13, x);

export const silu: Kernel = (m, { x }) => map(m, 15, x);

export const softplus: Kernel = unary('Softplus', 16);

export const mish: Kernel = (m, { x }) => map(m, 17, x);

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
