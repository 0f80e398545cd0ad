import { integer } from '@tenonjs/internal';
import { add, div, mul, sqrt, square, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';

export interface NormOptions {
  /**
   * The axes that one norm runs over; 0 by default, the weights that come into one unit of a dense layer. For the
   * kernels of conv2d, `[0, 1, 2]`.
   */
  readonly axis?: number | readonly number[];
}

/** The axes as a list, checked. */
export function axes(who: string, axis: number | readonly number[] = 0): number[] {
  const list = typeof axis === 'number' ? [axis] : [...axis];
  for (const one of list) integer(who, { axis: one });
  return list;
}

/** The weight with its norms turned into what `desired` makes of them. */
export const rescale = (w: Tensor, axis: number[], desired: (norms: Tensor) => Tensor): Tensor =>
  tidy(() => {
    const norms = sqrt(sum(square(w), axis, true));
    return mul(w, div(desired(norms), add(norms, 1e-7)));
  });
