// Training written down and taken up again, behind one `import()`: most programs do neither.
import type { Callback, DataArray, HasLearningRate, Named, Peers, Storage } from '@tenonjs/contracts';
import { newest } from '../callbacks/checkpoints.js';
import { encodeSafetensors } from '../serialization/safetensors.js';
import { assignWeights, readWeights } from '../serialization/weights.js';
import type { Running, RunningState } from './running.js';
import type { Trainee } from './trainee.js';

/** Where `fit` is, and what it works with. */
export interface Moment {
  readonly trainee: Trainee;
  readonly results: Pick<Running, 'getState'>;
  readonly callbacks: readonly Callback[];
  /** The epoch to go on with. */
  readonly epoch: number;
  /** The batch of it to go on with. */
  readonly batch: number;
  readonly batchSize: number;
  readonly steps: number | null;
}

/** What a checkpoint holds beside weights and optimizer slots. */
interface Saved {
  readonly format: 'tenon-training';
  readonly version: 1;
  readonly inputShapes: (number | null)[][];
  readonly seed: number;
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  readonly batchSize: number;
  readonly steps: number | null;
  readonly stopped: boolean;
  readonly learningRate: number | null;
  readonly results: RunningState;
  readonly callbacks: unknown[];
}

const STATE = 'training/state';

/** The rate of an optimizer that has no schedule: callbacks may have changed it. */
const withRate = (optimizer: unknown): HasLearningRate | undefined => {
  const { config, learningRate } = optimizer as Named & Partial<HasLearningRate>;
  const settable = typeof config?.learningRate === 'number' && typeof learningRate === 'number';
  return settable ? (optimizer as HasLearningRate) : undefined;
};

/** Everything that training needs to go on as if it had never stopped, as one safetensors file. */
export async function capture({ trainee, results, callbacks, ...place }: Moment): Promise<Uint8Array> {
  const { network, compiled, model, seed, step } = trainee;
  const { optimizer } = compiled;
  const slots = await optimizer.getWeights();
  const values = await readWeights({
    ...network.weights,
    ...Object.fromEntries(slots.map(({ name, tensor }, i) => [`optimizer/${i}/${name}`, tensor])),
  });
  // The count of steps is made for the asking; the other slots are the optimizer's own.
  for (const { name, tensor } of slots) if (name === 'iter') tensor.dispose();
  const state: Saved = {
    format: 'tenon-training',
    version: 1,
    inputShapes: network.builtShapes!.map((shape) => [...shape]),
    seed,
    step,
    ...place,
    // Stopped within an epoch it is to go on.
    stopped: model.stopTraining && place.batch === 0,
    learningRate: withRate(optimizer)?.learningRate ?? null,
    results: await results.getState(),
    callbacks: await Promise.all(callbacks.map((callback) => callback.getState?.() ?? null)),
  };
  return encodeState(state, values);
}

/** A state of numbers, arrays and objects as bytes, beside arrays of one's own. */
export function encodeState(state: unknown, values: Readonly<Record<string, DataArray>> = {}): Uint8Array {
  const arrays: Record<string, DataArray> = {};
  const data = new TextEncoder().encode(JSON.stringify(pack(state, arrays)));
  return encodeSafetensors({ ...values, ...arrays, [STATE]: { data, shape: [data.length] } });
}

/** What `encodeState` was given. */
export const decodeState = (arrays: Readonly<Record<string, DataArray>>): unknown =>
  unpack(JSON.parse(new TextDecoder().decode(arrays[STATE]!.data)), arrays);

/**
 * Puts model and optimizer where the newest readable checkpoint left them.
 *
 * @returns Where to go on, and what gives results and callbacks their state back; undefined where there is no checkpoint.
 */
export async function resume(
  storage: Storage,
  { trainee, batchSize, steps, peers }: Pick<Moment, 'trainee' | 'batchSize' | 'steps'> & { peers?: Peers },
): Promise<
  { epoch: number; batch: number; restore(results: Running, callbacks: readonly Callback[]): Promise<void> } | undefined
> {
  const arrays = await newest(storage);
  if (!arrays) return undefined;
  const saved = decodeState(arrays) as Saved;
  for (const [name, was, is] of [
    ['batchSize', saved.batchSize, batchSize],
    ['steps an epoch', saved.steps, steps],
  ] as const) {
    if (was !== is) throw new RangeError(`fit: resumeFrom was trained with ${name} ${was}, got ${is}.`);
  }
  const { network } = trainee;
  trainee.build(saved.inputShapes);
  const entries = Object.entries(arrays);
  const own = entries.filter(([name]) => !/^(optimizer|training)\//.test(name));
  assignWeights('fit', network.weights, Object.fromEntries(own));
  trainee.resume({
    seed: saved.seed,
    step: saved.step,
    optimizer: entries
      .filter(([name]) => name.startsWith('optimizer/'))
      .map(([name, value]) => ({ name: name.split('/').slice(2).join('/'), ...value })),
  });
  await trainee.restoreOptimizer();
  const rate = withRate(trainee.compiled.optimizer);
  if (rate && saved.learningRate !== null) rate.learningRate = saved.learningRate;
  return {
    epoch: saved.epoch,
    batch: saved.batch,
    async restore(results, callbacks) {
      if (peers === undefined || peers.rank === 0) results.setState(saved.results);
      for (const [i, state] of saved.callbacks.entries()) if (state !== null) await callbacks[i]?.setState?.(state);
      trainee.model.stopTraining = saved.stopped;
    },
  };
}

const isArray = (value: object): value is DataArray => ArrayBuffer.isView((value as DataArray).data);

/** A state as JSON, its arrays put aside under names. */
function pack(value: unknown, arrays: Record<string, DataArray>): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => pack(item, arrays));
  if (!isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, arrays)]));
  const name = `training/${Object.keys(arrays).length}`;
  arrays[name] = value;
  return { $array: name };
}

function unpack(value: unknown, arrays: Readonly<Record<string, DataArray>>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unpack(item, arrays));
  if ('$number' in value) return Number(value.$number);
  if ('$array' in value) return arrays[value.$array as string];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item, arrays)]));
}
