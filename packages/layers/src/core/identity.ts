import type { Layer } from '@tenonjs/contracts';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { unchanged } from './unchanged.js';

export interface IdentityOptions extends LayerOptions {}

/**
 * Passes its input on: a place holder, or a branch of a model that does nothing.
 *
 *     y = x
 *
 * Takes and gives any shape.
 *
 * @example
 * identity().call(tensor1d([1, 2])); // [1, 2]
 * @see https://keras.io/api/layers/core_layers/identity/
 */
export function identity(options: IdentityOptions = {}): Layer {
  return layer('identity', options, { call: unchanged, outputMask: sameMask });
}
