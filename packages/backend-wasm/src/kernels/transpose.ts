import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeNumber, type Kernel } from '../kernel.js';
import { onPairs } from './complex.js';
import { identity } from './identity.js';

/** By tfjs's module; where no more than axes of one element change places, the data stays the same. */
export const transpose: Kernel = onPairs(
  (m, { x }: { x: TensorInfo }, { perm }: { perm: number[] }) => {
    const shape = perm.map((axis) => x.shape[axis]!);
    const moved = perm.filter((axis) => x.shape[axis] !== 1);
    const axes = [...moved].sort((a, b) => a - b);
    const order = moved.map((axis) => axes.indexOf(axis));
    if (order.every((axis, i) => axis === i)) return { ...(identity(m, { x }, {}) as TensorInfo), shape };
    const y = m.make(shape, x.dtype);
    const sizes = axes.map((axis) => x.shape[axis]!);
    m.tfjs('Transpose', x, sizes, sizes.length, dtypeNumber(x), y, order, order.length);
    return y;
  },
  ({ perm }) => ({ perm: [...perm, perm.length] }),
);
