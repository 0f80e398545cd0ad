// Saving and loading, behind one `import()`: most programs that train do neither, or only at the end.
import type { DataArray, Optimizer, Shape, Storage } from '@tenonjs/contracts';
import type { Network } from '../network/network.js';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';
import { encode } from './values.js';
import { assignWeights, fits, readWeights, type Weights } from './weights.js';

export { readWeights, setWeights } from './weights.js';

export interface SaveOptions {
  /** Also saves the optimizer's state, so that training goes on as if it had never stopped; true. */
  readonly includeOptimizer?: boolean;
}

/** What `model.json` holds. */
export interface SavedModel {
  readonly format: 'tenon';
  readonly version: 1;
  readonly inputShapes: readonly Shape[];
  readonly seed: number;
  readonly step: number;
  readonly model: unknown;
}

/** Writes `model.json` (what the model is made of) and `weights.safetensors` (its weights and the optimizer's state). */
export async function save(
  network: Network<any, any>,
  storage: Storage,
  state: { readonly seed: number; readonly step: number; readonly optimizer: Optimizer | undefined },
): Promise<void> {
  const { seed, step, optimizer } = state;
  const saved: SavedModel = {
    format: 'tenon',
    version: 1,
    inputShapes: network.builtShapes!,
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

/** Writes `weights.safetensors`. */
export async function saveWeights(weights: Weights, storage: Storage): Promise<void> {
  await storage.write({ 'weights.safetensors': encodeSafetensors(await readWeights(weights)) });
}

export interface LoadWeightsOptions {
  /** Loads what has the name of a weight of the model, and leaves the others; false: the names must be the same. */
  readonly byName?: boolean;
  /** With `byName`: leaves layers that have a weight of another shape; false. */
  readonly skipMismatch?: boolean;
}

/** Sets the weights to what `saveWeights` or `save` wrote. */
export async function loadWeights(
  weights: Weights,
  storage: Storage,
  { byName = false, skipMismatch = false }: LoadWeightsOptions = {},
): Promise<void> {
  const saved = decodeSafetensors(await storage.read('weights.safetensors'), 'loadWeights');
  const own = Object.entries(saved).filter(([name]) => !/^(optimizer|training)\//.test(name));
  if (!byName) return assignWeights('loadWeights', weights, Object.fromEntries(own));
  const layer = (name: string): string => name.slice(0, name.lastIndexOf('/'));
  const known = own.filter(([name]) => name in weights);
  const misfits = new Set(known.filter(([name, value]) => !fits(weights[name]!, value)).map(([name]) => layer(name)));
  const taken: [string, DataArray][] = known.filter(([name]) => !(skipMismatch && misfits.has(layer(name))));
  if (taken.length === 0) {
    throw new RangeError(
      `loadWeights: none of the weights saved is one of the model's: saved are ${own.map(([name]) => name).join(', ')}, the model has ${Object.keys(weights).join(', ')}.`,
    );
  }
  assignWeights(
    'loadWeights',
    Object.fromEntries(taken.map(([name]) => [name, weights[name]!])),
    Object.fromEntries(taken),
  );
}
