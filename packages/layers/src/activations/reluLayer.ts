import type { Layer } from '@tenonjs/contracts';
import { nonNegative } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { rectified } from './rectified.js';

export interface ReluLayerOptions extends LayerOptions {
  /** The largest value; none by default. */
  readonly maxValue?: number;
  /** The slope below the threshold; 0 by default. */
  readonly negativeSlope?: number;
  /** Below which the slope changes; 0 by default. */
  readonly threshold?: number;
}

/**
 * The rectified linear unit as a layer: ReLU6, leaky and thresholded ones are settings of it.
 *
 *     y = maxValue where x ≥ maxValue;  x where x ≥ threshold;  negativeSlope · (x − threshold) elsewhere
 *
 * Takes and gives any shape.
 *
 * @throws {RangeError} If an option is negative.
 * @example
 * reluLayer({ maxValue: 6 }).call(tensor1d([-1, 3, 9])); // [0, 3, 6]
 * @see https://keras.io/api/layers/activation_layers/relu/
 */
export function reluLayer(options: ReluLayerOptions = {}): Layer {
  const { maxValue, negativeSlope = 0, threshold = 0 } = options;
  nonNegative('reluLayer', { negativeSlope, threshold, ...(maxValue !== undefined && { maxValue }) });
  return layer('reluLayer', options, {
    call: (x: Tensor) => rectified(x, negativeSlope, threshold, maxValue),
    outputMask: sameMask,
  });
}
