import { add, div, dot, maximum, reshape, sqrt, type Tensor } from '@tensorflow/tfjs-core';

export interface ClippingOptions {
  /** Scales each gradient whose L2 norm is above this down to it: `g · c / max(‖g‖, c)`. One of the three clippings may be given. */
  clipNorm?: number;
  /** Scales all gradients together, so that the L2 norm over all of them is at most this: `g · c / max(√Σ‖gᵢ‖², c)`. */
  globalClipNorm?: number;
  /** Limits each element of a gradient to [−clipValue, clipValue]. */
  clipValue?: number;
}

interface Gradient {
  readonly g: Tensor;
}

/**
 * What brings gradients that are too long to length c, and is 1 for the others.
 *
 *     c / max(√Σ‖gᵢ‖², c)
 */
export const scale = (gradients: readonly Gradient[], c: number): Tensor => {
  let squares: Tensor | number = 0;
  for (const { g } of gradients) {
    // A product with itself is one pass, where a square and its sum would take two.
    const row = reshape(g, [-1]);
    squares = add(squares, dot(row, row));
  }
  return div(c, maximum(sqrt(squares), c));
};
