import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { bytesPerElement } from '../tfjs/core.js';
import { identity } from './identity.js';

/** Numbers so often along each axis, axis by axis from the last. */
export function repeated(m: Machine, x: TensorInfo, reps: readonly number[]): TensorInfo {
  const shape = [...x.shape];
  let y: TensorInfo | undefined;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (reps[axis] === 1) continue;
    const from = y ?? x;
    const [outer, run] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis)) * bytesPerElement(x.dtype)];
    shape[axis]! *= reps[axis]!;
    y = m.make(shape, x.dtype);
    const work = { count: outer, cost: run * reps[axis]! };
    m.parallel('repeat', work, 'count', reps[axis]!, run, m.along(from, run), m.along(y, run * reps[axis]!));
    if (from !== x) m.backend.disposeData(from.dataId);
  }
  return y ?? (identity(m, { x }, {}) as TensorInfo);
}
