import type { Layer } from '@tenonjs/contracts';
import { nonNegative } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { unchanged } from '../core/unchanged.js';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { l1l2 } from '../regularizers/l1l2.js';

export interface ActivityRegularizationOptions extends Omit<LayerOptions, 'activityRegularizer'> {
  /** The weight of the sum of magnitudes; 0 by default. */
  readonly l1?: number;
  /** The weight of the sum of squares; 0 by default. */
  readonly l2?: number;
}

/**
 * Adds a penalty on its input to the loss in training, and passes the input on.
 *
 *     loss += l1 · Σ |x| + l2 · Σ x²
 *
 * Takes and gives any shape.
 *
 * @throws {RangeError} If `l1` or `l2` is negative.
 * @example
 * activityRegularization({ l2: 0.1 }).call(tensor1d([1, 2])); // [1, 2]
 * @see https://keras.io/api/layers/regularization_layers/activity_regularization/
 */
export function activityRegularization(options: ActivityRegularizationOptions = {}): Layer {
  const { l1 = 0, l2 = 0 } = options;
  nonNegative('activityRegularization', { l1, l2 });
  const layered = layer(
    'activityRegularization',
    { ...options, activityRegularizer: l1l2({ l1, l2 }) },
    {
      call: (x: Tensor) => unchanged(x),
      outputMask: sameMask,
    },
  );
  return Object.assign(layered, { config: options });
}
