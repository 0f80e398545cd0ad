import { reshape, type Tensor } from '@tensorflow/tfjs-core';

/** The axes of a reduction, none of them negative; all of them where none is given. */
export function wholeAxes(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const axes = axis == null ? Array.from({ length: rank }, (_, i) => i) : typeof axis === 'number' ? [axis] : axis;
  return axes.map((i) => (i < 0 ? i + rank : i));
}

/** Gives a reduced tensor its axes back, of size 1, so that it broadcasts against `x`. */
export function restore(reduced: Tensor, x: Tensor, axis: number | readonly number[] | null | undefined): Tensor {
  const axes = wholeAxes(axis, x.rank);
  return reshape(
    reduced,
    x.shape.map((size, i) => (axes.includes(i) ? 1 : size)),
  );
}
