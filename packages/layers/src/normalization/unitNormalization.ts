import type { Layer } from '@tenonjs/contracts';
import { integer, primitive } from '@tenonjs/internal';
import { div, maximum, mul, sqrt, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { checkAxes } from './checkAxes.js';
import { fromStart } from './standardize.js';

export interface UnitNormalizationOptions extends LayerOptions {
  /** The axis or axes along which the length is 1, never the batch's; −1 by default. */
  readonly axis?: number | readonly number[];
}

/** What length is taken for 0. */
const LEAST = 1e-12;

/**
 * Brings each sample, by itself, to length 1.
 *
 *     y = x / √(Σ x²)
 *
 * Takes and gives `[batch, …, features]`; zeros stay zeros.
 *
 * @throws {RangeError} If an axis is not an integer.
 * @example
 * unitNormalization().call(tensor2d([[3, 4]])); // [[0.6, 0.8]]
 * @see https://keras.io/api/layers/normalization_layers/unit_normalization/
 */
export function unitNormalization(options: UnitNormalizationOptions = {}): Layer {
  const { axis = -1 } = options;
  const given = typeof axis === 'number' ? [axis] : axis;
  for (const one of given) integer('unitNormalization', { axis: one });
  return layer('unitNormalization', options, {
    check: (who, shape) => {
      checkAxes(who, shape, given, 'features');
    },
    call: (x: Tensor) => {
      const axes = given.map((one) => fromStart(one, x.shape.length));
      return primitive({ x }, () => {
        const length = maximum(sqrt(sum(square(x), axes, true)), LEAST);
        const y = div(x, length);
        return {
          value: y,
          keep: [y, length],
          gradient: (dy, [y, length]) => ({
            x: () => div(sub(dy, mul(y!, sum(mul(dy, y!), axes, true))), length!),
          }),
        };
      });
    },
    outputMask: sameMask,
  });
}
