import { positive } from '@tenonjs/internal';
import { add, clipByValue, div, maximum, minimum, mul, sqrt, square, sum, type Tensor } from '@tensorflow/tfjs-core';

export interface ClippingOptions {
  /** Scales each gradient whose L2 norm is above this down to it. One of the three clippings may be given. */
  clipNorm?: number;
  /** Scales all gradients together, so that the L2 norm over all of them is at most this. */
  globalClipNorm?: number;
  /** Limits each element of a gradient to [−clipValue, clipValue]. */
  clipValue?: number;
}

const sumOfSquares = (g: Tensor): Tensor => sum(square(g));

/**
 * Reads the clipping options: all gradients of a step in, what is to be done with each of them out.
 *
 *     clipNorm        g ← g · c / max(‖g‖, c)
 *     globalClipNorm  g ← g · min(1, c / √(Σ ‖gᵢ‖²))
 *     clipValue       g ← min(max(g, −c), c)
 *
 * @throws {RangeError} If a limit is not positive, or more than one is given.
 */
export function clipping(
  who: string,
  { clipNorm, globalClipNorm, clipValue }: ClippingOptions,
): (gradients: readonly Tensor[]) => (g: Tensor) => Tensor {
  const given = Object.fromEntries(
    Object.entries({ clipNorm, globalClipNorm, clipValue }).filter(([, limit]) => limit !== undefined),
  );
  positive(who, given);
  if (Object.keys(given).length > 1) {
    throw new RangeError(`${who}: one clipping may be given, got ${Object.keys(given).join(' and ')}.`);
  }
  if (clipNorm !== undefined) return () => (g) => mul(g, div(clipNorm, maximum(sqrt(sumOfSquares(g)), clipNorm)));
  if (clipValue !== undefined) return () => (g) => clipByValue(g, -clipValue, clipValue);
  if (globalClipNorm === undefined) return () => (g) => g;
  return (gradients) => {
    if (gradients.length === 0) return (g) => g;
    const norm = sqrt(gradients.map(sumOfSquares).reduce((a, b) => add(a, b)));
    const scale = minimum(div(globalClipNorm, norm), 1);
    return (g) => mul(g, scale);
  };
}
