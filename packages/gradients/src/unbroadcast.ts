import { reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** Sums a derivative over the axes along which an input of this shape was broadcast. */
export function unbroadcast(dy: Tensor, shape: readonly number[]): Tensor {
  const added = dy.rank - shape.length;
  const axes = dy.shape.flatMap((size, axis) => (axis < added || shape[axis - added] !== size ? [axis] : []));
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, [...shape]);
}
