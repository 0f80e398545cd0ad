import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf, stock } from '../kernel.js';
import type { Machine } from '../machine.js';

/** Sum or mean over axes that lie side by side; other axes, and integers, are tfjs's business. */
const reduction =
  (name: 'Sum' | 'Mean'): Kernel =>
  (m, { x }, attrs): TensorInfo =>
    reduce(m, name, x, attrs);

function reduce(m: Machine, name: 'Sum' | 'Mean', x: TensorInfo, attrs: any): TensorInfo {
  const rank = x.shape.length;
  const axes = [
    ...new Set([attrs.axis ?? x.shape.map((_, axis) => axis)].flat().map((axis: number) => (axis + rank) % rank)),
  ].sort((a, b) => a - b);
  const first = axes[0] ?? 0;
  if (x.dtype !== 'float32' || axes.length === 0 || axes.at(-1)! - first !== axes.length - 1)
    return stock(m, name, { x }, attrs);
  const next = first + axes.length;
  const n = sizeOf(x.shape.slice(first, next));
  const y = m.make(
    attrs.keepDims
      ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
      : [...x.shape.slice(0, first), ...x.shape.slice(next)],
  );
  const inner = sizeOf(x.shape.slice(next));
  m.parallel(
    'sum',
    { count: sizeOf(x.shape.slice(0, first)), cost: 4 * n * inner },
    'count',
    n,
    inner,
    m.along(x, 4 * n * inner),
    m.along(y, 4 * inner),
    name === 'Mean' ? 1 / n : 1,
  );
  return y;
}

export const sum: Kernel = reduction('Sum');

export const mean: Kernel = reduction('Mean');
