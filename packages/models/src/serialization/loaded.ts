import type { Layer, Storage } from '@tenonjs/contracts';
import { type Model, model } from '../model.js';
import { chain } from '../network/chain.js';
import type { Network } from '../network/network.js';
import type { SavedModel } from './files.js';
import { decodeSafetensors } from './safetensors.js';
import { decode, type Parts, partNames } from './values.js';
import { assignWeights } from './weights.js';

/** What `load` does. */
export async function loaded(storage: Storage, parts: Parts): Promise<Model<any, any>> {
  const saved = parse(await storage.read('model.json'));
  const missing = partNames(saved.model).filter((name) => !(name in parts) && name !== 'sequential');
  if (missing.length > 0) {
    throw new Error(
      `load: the model is made of ${missing.join(', ')} too; name them: load(storage, { ${[...Object.keys(parts), ...missing].join(', ')} }).`,
    );
  }
  const arrays = Object.entries(decodeSafetensors(await storage.read('weights.safetensors')));
  const all = {
    sequential: ({ layers, name }: { layers: Layer[]; name: string }) => chain(layers, { name }),
    ...parts,
  };
  const made = decode(saved.model, all) as Network | Model;
  const whole: Model<any, any> = 'fit' in made ? made : model(made);
  const { seed, step, inputShapes } = saved;
  whole.build(whole.ports ? inputShapes : inputShapes[0]!);
  const slot = ([name]: [string, unknown]): boolean => name.startsWith('optimizer/');
  try {
    assignWeights('load', whole.weights, Object.fromEntries(arrays.filter((entry) => !slot(entry))));
  } catch (error) {
    whole.dispose();
    throw error;
  }
  whole.resume({
    seed,
    step,
    optimizer: arrays.filter(slot).map(([name, value]) => ({ name: name.split('/').slice(2).join('/'), ...value })),
  });
  return whole;
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
