import type { Optimizer, Shape, Storage } from '@tenonjs/contracts';
import type { Network } from '../network/network.js';
import { encodeSafetensors } from './safetensors.js';
import { encode } from './values.js';
import { readWeights } from './weights.js';

export interface SaveOptions {
  /** Also saves the optimizer's state, so that training goes on as if it had never stopped; true. */
  readonly includeOptimizer?: boolean;
}

/** What `model.json` holds. */
export interface SavedModel {
  readonly format: 'tenon';
  readonly version: 1;
  readonly inputShape: Shape;
  readonly seed: number;
  readonly step: number;
  readonly model: unknown;
}

/** Writes `model.json` (what the model is made of) and `weights.safetensors` (its weights and the optimizer's state). */
export async function save(
  network: Network,
  storage: Storage,
  state: { readonly seed: number; readonly step: number; readonly optimizer: Optimizer | undefined },
): Promise<void> {
  if (!network.builtShape) throw new Error('save: the model has no weights yet; build it, or train it first.');
  const { seed, step, optimizer } = state;
  const saved: SavedModel = {
    format: 'tenon',
    version: 1,
    inputShape: network.builtShape,
    seed,
    step,
    model: encode(network, network.name),
  };
  const slots = optimizer ? await optimizer.getWeights() : [];
  const weights = await readWeights({
    ...network.weights,
    ...Object.fromEntries(slots.map(({ name, tensor }, i) => [`optimizer/${i}/${name}`, tensor])),
  });
  // The count of steps is made for the asking; the other slots are the optimizer's own.
  for (const { name, tensor } of slots) if (name === 'iter') tensor.dispose();
  await storage.write({
    'weights.safetensors': encodeSafetensors(weights),
    'model.json': new TextEncoder().encode(`${JSON.stringify(saved, null, 2)}\n`),
  });
}
