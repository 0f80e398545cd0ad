import { type Kernel, sizeOf } from '../kernel.js';
import { parseAxisParam } from '../tfjs/core.js';
import { bytes, made } from './strings.js';

/** The first of each of the slices along an axis that are alike, and for every slice which that is. */
export const unique: Kernel = (m, { x }, attrs) => {
  const axis = parseAxisParam(attrs.axis, x.shape)[0]!;
  const n = x.shape[axis];
  const [outer, inner] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
  const from: ArrayLike<number | Uint8Array> = x.dtype === 'string' ? bytes(m, x) : m.values(x).slice();
  const pieces = (wanted: readonly number[]): (number | Uint8Array)[] =>
    Array.from({ length: outer }, (_, o) =>
      wanted.map((i) => Array.from({ length: inner }, (_, k) => from[(o * n + i) * inner + k]!)),
    ).flat(2);
  const numbers = new Map<string, number>();
  const firsts: number[] = [];
  const which = Array.from({ length: n }, (_, i) => {
    const key = pieces([i]).join('|');
    if (!numbers.has(key)) numbers.set(key, firsts.push(i) - 1);
    return numbers.get(key)!;
  });
  const shape = x.shape.map((size: number, a: number) => (a === axis ? firsts.length : size));
  const indices = m.make([n], 'int32');
  m.values(indices).set(which);
  const values = pieces(firsts);
  if (x.dtype === 'string') return [made(m, shape, values as Uint8Array[]), indices];
  const y = m.make(shape, x.dtype);
  m.values(y).set(values as number[]);
  return [y, indices];
};
