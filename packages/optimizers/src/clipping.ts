import { positive, refuse } from '@tenonjs/internal';
import { add, clipByValue, div, dot, maximum, mul, reshape, sqrt, type Tensor } from '@tensorflow/tfjs-core';

export interface ClippingOptions {
  /** Scales each gradient whose L2 norm is above this down to it. One of the three clippings may be given. */
  clipNorm?: number;
  /** Scales all gradients together, so that the L2 norm over all of them is at most this. */
  globalClipNorm?: number;
  /** Limits each element of a gradient to [−clipValue, clipValue]. */
  clipValue?: number;
}

interface Gradient {
  readonly g: Tensor;
}

/** c / max(norm over all, c): what brings gradients that are too long to length c, and is 1 for the others. */
const scale = (gradients: readonly Gradient[], c: number): Tensor => {
  let squares: Tensor | number = 0;
  for (const { g } of gradients) {
    // A product with itself is one pass, where a square and its sum would take two.
    const row = reshape(g, [-1]);
    squares = add(squares, dot(row, row));
  }
  return div(c, maximum(sqrt(squares), c));
};

/**
 * Reads the clipping options: all gradients of a step in, what is to be done with each of them out.
 *
 *     clipNorm        g ← g · c / max(‖g‖, c)
 *     globalClipNorm  g ← g · c / max(√Σ‖gᵢ‖², c)
 *     clipValue       g ← min(max(g, −c), c)
 *
 * @throws {RangeError} If a limit is not positive, or more than one is given.
 */
export function clipping(
  who: string,
  { clipNorm, globalClipNorm, clipValue }: ClippingOptions,
): (gradients: readonly Gradient[]) => (g: Tensor) => Tensor {
  const given = Object.entries({ clipNorm, globalClipNorm, clipValue }).filter(([, limit]) => limit !== undefined);
  positive(who, Object.fromEntries(given));
  if (given[1]) {
    refuse(
      who,
      'clipping',
      'be of one kind',
      given.map(([kind]) => kind),
    );
  }
  return (gradients) => {
    const all = globalClipNorm && scale(gradients, globalClipNorm);
    return (g) => {
      const factor = clipNorm ? scale([{ g }], clipNorm) : all;
      return clipValue ? clipByValue(g, -clipValue, clipValue) : factor ? mul(g, factor) : g;
    };
  };
}
