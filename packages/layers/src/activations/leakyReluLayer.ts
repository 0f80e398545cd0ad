import type { Layer } from '@tenonjs/contracts';
import { nonNegative } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { rectified } from './rectified.js';

export interface LeakyReluLayerOptions extends LayerOptions {
  /** The slope below 0; 0.3 by default. */
  readonly negativeSlope?: number;
}

/**
 * The leaky rectified linear unit as a layer.
 *
 *     y = x where x ≥ 0, else negativeSlope · x
 *
 * Takes and gives any shape.
 *
 * @throws {RangeError} If `negativeSlope` is negative.
 * @example
 * leakyReluLayer({ negativeSlope: 0.5 }).call(tensor1d([-2, 3])); // [-1, 3]
 * @see Maas et al. 2013; https://keras.io/api/layers/activation_layers/leaky_relu/
 */
export function leakyReluLayer(options: LeakyReluLayerOptions = {}): Layer {
  const { negativeSlope = 0.3 } = options;
  nonNegative('leakyReluLayer', { negativeSlope });
  return layer('leakyReluLayer', options, {
    call: (x: Tensor) => rectified(x, negativeSlope, 0),
    outputMask: sameMask,
  });
}
