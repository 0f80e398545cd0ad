import type { Layer, Storage } from '@tenonjs/contracts';
import { type Model, model } from '../model.js';
import { chain } from '../network/chain.js';
import { decodeSafetensors } from './safetensors.js';
import type { SavedModel } from './save.js';
import { decode, type Parts, partNames } from './values.js';
import { assignWeights } from './weights.js';

/**
 * Makes a saved model again, with its weights. After `compile` it goes on training where it stopped, optimizer state
 * included.
 *
 * @param storage - Where `save` wrote it.
 * @param parts - The layers, activations, initializers … that it is made of, by name: `{ dense, relu }`. What is not
 *   named is not bundled.
 * @throws {Error} If a part is missing from `parts`, or a file from `storage`, or one is damaged.
 */
export async function load(storage: Storage, parts: Parts): Promise<Model> {
  const saved = parse(await storage.read('model.json'));
  const missing = partNames(saved.model).filter((name) => !(name in parts) && name !== 'sequential');
  if (missing.length > 0) {
    throw new Error(
      `load: the model is made of ${missing.join(', ')} too; name them: load(storage, { ${[...Object.keys(parts), ...missing].join(', ')} }).`,
    );
  }
  const arrays = decodeSafetensors(await storage.read('weights.safetensors'));
  const all = {
    sequential: ({ layers, name }: { layers: Layer[]; name: string }) => chain(layers, { name }),
    ...parts,
  };
  const network = decode(saved.model, all) as ReturnType<typeof chain>;
  network.build(saved.inputShape);
  const slots = Object.entries(arrays).filter(([name]) => name.startsWith('optimizer/'));
  const weights = Object.fromEntries(Object.entries(arrays).filter(([name]) => !name.startsWith('optimizer/')));
  try {
    assignWeights('load', network.weights, weights);
  } catch (error) {
    network.dispose();
    throw error;
  }
  return model(network, {
    seed: saved.seed,
    step: saved.step,
    optimizerState: slots.map(([name, value]) => ({ name: name.split('/').slice(2).join('/'), ...value })),
  });
}

function parse(bytes: Uint8Array): SavedModel {
  let saved: SavedModel;
  try {
    saved = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new Error('load: model.json is damaged: it is not JSON.', { cause });
  }
  if (saved?.format !== 'tenon' || saved.version !== 1) {
    throw new Error(
      `load: model.json must have format "tenon" and version 1, got ${JSON.stringify(saved?.format)} and ${JSON.stringify(saved?.version)}.`,
    );
  }
  return saved;
}
