import type { Layer, Shape } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { showShape } from '../shapes.js';
import { unchanged } from './unchanged.js';

export interface InputLayerOptions extends Omit<LayerOptions, 'inputShape'> {
  /** The shape of one sample, null where any size will do. */
  readonly shape: Shape;
  /** How many samples a batch has; any number by default. */
  readonly batchSize?: number;
}

/**
 * Stands first in a chain of layers and says what goes in: another shape is refused, and the model is built at once.
 *
 *     y = x
 *
 * Takes and gives `[batch, ...shape]`.
 *
 * @throws {RangeError} If a size or `batchSize` is not a positive integer.
 * @example
 * inputLayer({ shape: [2] }).call(tensor2d([[1, 2]])); // [[1, 2]]
 * @see https://keras.io/api/layers/core_layers/input/
 */
export function inputLayer(options: InputLayerOptions): Layer {
  const { shape, batchSize = null } = options;
  for (const size of shape) if (size !== null) positiveInteger('inputLayer', { shape: size });
  if (batchSize !== null) positiveInteger('inputLayer', { batchSize });
  const whole = [batchSize, ...shape];
  const made = layer(
    'inputLayer',
    { ...options, inputShape: shape },
    {
      check: (who, given) => {
        const fits =
          given.length === whole.length &&
          whole.every((size, axis) => size === null || given[axis] === null || size === given[axis]);
        if (!fits) {
          throw new RangeError(`${who}: input must have shape ${showShape(whole)}, got ${showShape(given)}.`);
        }
      },
      call: (x: Tensor) => unchanged(x),
      outputMask: sameMask,
    },
  );
  return Object.assign(made, { config: options });
}
