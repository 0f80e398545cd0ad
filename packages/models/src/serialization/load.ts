import type { Storage } from '@tenonjs/contracts';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Model } from '../model.js';
import type { Structure } from '../network/structure.js';
import type { Parts } from './values.js';

/**
 * Makes a saved model again, with its weights. After `compile` it goes on training where it stopped, optimizer state
 * included.
 *
 * @param storage - Where `save` wrote it.
 * @param parts - The layers, activations, initializers … that it is made of, by name: `{ dense, relu }`; of a graph,
 *   `graph` too. What is not named is not bundled.
 * @throws {Error} If a part is missing from `parts`, or a file from `storage`, or one is damaged.
 */
export async function load<In extends Structure = SymbolicTensor, Out extends Structure = SymbolicTensor>(
  storage: Storage,
  parts: Parts,
): Promise<Model<In, Out>> {
  const { loaded } = await import('./loaded.js');
  return loaded(storage, parts);
}
