import type { Activation, Layer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';

export interface ActivationOptions extends LayerOptions {
  /** Any function of one tensor that keeps the shape. */
  readonly activation: Activation;
}

/**
 * An activation function as a layer of its own.
 *
 *     y = activation(x)
 *
 * Takes and gives any shape.
 *
 * @throws {TypeError} If `activation` is not a function.
 * @example
 * activation({ activation: (x) => mul(x, 2) }).call(tensor1d([1, 2])); // [2, 4]
 * @see https://keras.io/api/layers/core_layers/activation/
 */
export function activation(options: ActivationOptions): Layer {
  const { activation } = options;
  if (typeof activation !== 'function') {
    throw new TypeError(`activation: activation must be a function such as relu, got ${JSON.stringify(activation)}.`);
  }
  return layer('activation', options, { call: (x: Tensor) => activation(x), outputMask: sameMask });
}
