import type { Layer } from '@tenonjs/contracts';
import { type Model, model } from './model.js';
import { chain } from './network/chain.js';

export interface SequentialOptions {
  /** The model's name; `'sequential'`. */
  readonly name?: string;
  /** Seeds everything random: weights, shuffles, dropout. The same seed gives the same losses; a random one where absent. */
  readonly seed?: number;
}

/**
 * A model of layers one after the other.
 *
 * @param layers - In order. If the first has `inputShape`, the weights are made at once, otherwise by the first data.
 * @returns The model; it owns the layers, and disposes them.
 * @throws {Error} If there are no layers, one stands in it twice, or two have the same name.
 * @see https://keras.io/api/models/sequential/
 */
export function sequential(layers: readonly Layer[], options: SequentialOptions = {}): Model {
  return model(chain(layers, options), options.seed);
}
