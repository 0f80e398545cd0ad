import type { Layer, Storage } from '@tenonjs/contracts';
import type { LoadWeightsOptions } from './files.js';

/**
 * Loads the weights of a layer or a network, such as a `chain` that only predicts, from what `saveWeights` or `save` wrote.
 *
 * @param network - With its weights made: `build` it first.
 * @throws {RangeError} If a weight is missing, unknown or has another shape, unless `options` says to leave it; then
 *   nothing is changed.
 */
export async function loadWeights(
  network: Pick<Layer<any, any>, 'weights'>,
  storage: Storage,
  options?: LoadWeightsOptions,
): Promise<void> {
  const files = await import('./files.js');
  await files.loadWeights(network.weights, storage, options);
}
