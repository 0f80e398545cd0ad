import type { DataArray, Layer, Logs, Storage, TrainingModel } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { dispose, keep, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { History } from './callbacks/history.js';
import type { Network } from './network/network.js';
import { decodeSafetensors, encodeSafetensors } from './serialization/safetensors.js';
import { type SaveOptions, save } from './serialization/save.js';
import { assignWeights, readWeights } from './serialization/weights.js';
import { summary } from './summary.js';
import { type Batch, wholeBatch } from './training/batches.js';
import { type Compiled, type CompileOptions, compiled } from './training/compile.js';
import { type Data, type Stream, toDataArray } from './training/data.js';
import { type EvaluateOptions, evaluate } from './training/evaluate.js';
import { type FitOptions, fit } from './training/fit.js';
import { type PredictOptions, predict } from './training/predict.js';
import { running } from './training/running.js';
import { samples } from './training/samples.js';
import type { Trainee } from './training/trainee.js';
import { testStep, trainStep } from './training/trainStep.js';
import { classWeights } from './training/weights.js';

export interface BatchOptions {
  readonly sampleWeight?: Data;
  readonly classWeight?: Readonly<Record<number, number>>;
}

/** A network that can be trained; itself a layer, so that models nest. */
export interface Model extends Network, TrainingModel {
  /** Sets how to train: optimizer, loss, metrics. */
  compile(options: CompileOptions): void;
  /**
   * Trains on all samples, `epochs` times.
   *
   * @param x - Samples `[n, …]`: a tensor, `{ data, shape }`, a typed array or nested arrays, kept outside the device
   *   until a batch's turn; or a stream of batches, and then no `y`.
   * @param y - Targets `[n, …]`.
   * @returns Each epoch's loss and metrics: `history.history.val_accuracy`.
   * @throws {RangeError} If shapes, labels or options do not fit, before any work. {Error} Before `compile`.
   * @see https://keras.io/api/models/model_training_apis/#fit-method
   */
  fit(x: Data, y: Data, options?: FitOptions): Promise<History>;
  fit(x: Stream, options?: FitOptions): Promise<History>;
  /** The loss and metrics over all samples, by name: `const { loss, accuracy } = await model.evaluate(x, y)`. */
  evaluate(x: Data, y: Data, options?: EvaluateOptions): Promise<Logs>;
  evaluate(x: Stream, options?: EvaluateOptions): Promise<Logs>;
  /** The outputs for all samples, `[n, …]`, computed in batches; the caller disposes them. */
  predict(x: Data, options?: PredictOptions): Promise<Tensor>;
  /** The outputs for one batch at once; the caller disposes them. */
  predictOnBatch(x: Tensor): Tensor;
  /** One step of training on one batch; returns its loss and metrics. */
  trainOnBatch(x: Data, y: Data, options?: BatchOptions): Promise<Logs>;
  /** The loss and metrics of one batch. */
  testOnBatch(x: Data, y: Data, options?: Pick<BatchOptions, 'sampleWeight'>): Promise<Logs>;
  /** One step of training on tensors of one's own that reads nothing back: for those who write the loop. Gives the loss. */
  trainStep(x: Tensor, y: Tensor, sampleWeight?: Tensor): Tensor;
  /** Prints the layers, their output shapes and parameter counts. */
  summary(print?: (text: string) => void): void;
  /** The number of values in all weights. */
  countParams(): number;
  /** All weights' values, in order, outside the device. */
  getWeights(): Promise<DataArray[]>;
  /** Sets all weights, in the order of `getWeights`. */
  setWeights(values: readonly Data[]): Promise<void>;
  /** Saves structure, weights and optimizer state; see `load`. */
  save(storage: Storage, options?: SaveOptions): Promise<void>;
  /** Saves the weights alone, as `weights.safetensors`. */
  saveWeights(storage: Storage): Promise<void>;
  /** Loads weights that `saveWeights` or `save` wrote, into a model of the same structure. */
  loadWeights(storage: Storage): Promise<void>;
  getLayer(nameOrIndex: string | number): Layer;
}

/** What a saved model was in the middle of. */
export interface Resumed {
  readonly seed?: number;
  readonly step?: number;
  readonly optimizerState?: readonly (DataArray & { readonly name: string })[];
}

/** Training, saving and the rest of Keras's methods around a network. */
export function model(network: Network, resumed: Resumed = {}): Model {
  let settings: Compiled | undefined;
  let pending = resumed.optimizerState ?? [];
  const seed = resumed.seed ?? Math.floor(Math.random() * 2 ** 32);

  const trainee: Trainee = {
    network,
    seed,
    step: resumed.step ?? 0,
    get model() {
      return self;
    },
    get compiled() {
      if (!settings) throw new Error(`${network.name}: call compile({ optimizer, loss }) first.`);
      return settings;
    },
    build(shape) {
      network.build([null, ...shape.slice(1)], { seed: seedFrom(seed, 0) });
    },
    async restoreOptimizer() {
      if (pending.length === 0) return;
      const state = pending.map(({ name, data, shape }) => ({
        name,
        tensor: tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32'),
      }));
      try {
        await trainee.compiled.optimizer.setWeights(state);
        pending = [];
      } finally {
        dispose(state.map(({ tensor }) => tensor));
      }
    },
  };

  /** One batch, checked and on the device. */
  const batchOf = async (
    who: string,
    x: Data,
    y: Data,
    { sampleWeight, classWeight }: BatchOptions,
  ): Promise<Batch> => {
    const checked = await samples(trainee, who, x, y, sampleWeight);
    const weights = classWeight ? classWeights(who, checked.y, classWeight, checked.weights) : checked.weights;
    return wholeBatch(checked.x, checked.y, weights);
  };

  const onBatch = async (
    who: string,
    x: Data,
    y: Data,
    options: BatchOptions,
    step: typeof testStep,
  ): Promise<Logs> => {
    const { compiled } = trainee;
    const results = running(compiled.metrics, compiled.weightedMetrics);
    const batch = await batchOf(who, x, y, options);
    try {
      results.reset();
      step(network, compiled, batch, results.update);
      return await results.read();
    } finally {
      results.reset();
      dispose(batch as unknown as Record<string, Tensor>);
    }
  };

  const nextSeed = (): number => seedFrom(seed, 2, trainee.step++);

  const methods: Omit<Model, keyof Network> = {
    stopTraining: false,
    get optimizer() {
      return trainee.compiled.optimizer;
    },
    compile(options) {
      const next = compiled(options);
      if (settings && settings.optimizer !== next.optimizer) settings.optimizer.dispose();
      settings = next;
    },
    async fit(x: Data | Stream, second?: Data | FitOptions, third?: FitOptions) {
      const [y, options] = third || isData(second) ? [second as Data, third] : [undefined, second as FitOptions];
      return fit(trainee, x, y, options ?? {});
    },
    async evaluate(x: Data | Stream, second?: Data | EvaluateOptions, third?: EvaluateOptions) {
      const [y, options] = third || isData(second) ? [second as Data, third] : [undefined, second as EvaluateOptions];
      return evaluate(trainee, x, y, options ?? {});
    },
    predict: (x, options) => predict(self, x, options),
    predictOnBatch: (x) => network.call(x, { training: false }),
    async trainOnBatch(x, y, options = {}) {
      await trainee.restoreOptimizer();
      return onBatch('trainOnBatch', x, y, options, (net, how, batch, observe) =>
        trainStep(net, how as Compiled, batch, nextSeed(), observe),
      );
    },
    testOnBatch: (x, y, options = {}) => onBatch('testOnBatch', x, y, options, testStep),
    trainStep(x, y, sampleWeight) {
      trainee.build(x.shape);
      let loss!: Tensor;
      const batch = { x, y, ...(sampleWeight && { weights: sampleWeight }) };
      trainStep(network, trainee.compiled, batch, nextSeed(), ({ value }) => {
        loss = keep(value);
      });
      return loss;
    },
    summary: (print = console.log) => print(summary(network)),
    countParams: () => Object.values(network.weights).reduce((total, { size }) => total + size, 0),
    async getWeights() {
      return Object.values(await readWeights(network.weights));
    },
    async setWeights(values) {
      const names = Object.keys(network.weights);
      if (values.length !== names.length)
        throw new RangeError(`setWeights: the model has ${names.length} weights, got ${values.length}.`);
      const arrays = await Promise.all(values.map((value, i) => toDataArray('setWeights', names[i]!, value)));
      assignWeights('setWeights', network.weights, Object.fromEntries(names.map((name, i) => [name, arrays[i]!])));
    },
    async save(storage, { includeOptimizer = true } = {}) {
      if (includeOptimizer && settings) await trainee.restoreOptimizer();
      await save(network, storage, {
        seed,
        step: trainee.step,
        optimizer: includeOptimizer ? settings?.optimizer : undefined,
      });
    },
    async saveWeights(storage) {
      await storage.write({ 'weights.safetensors': encodeSafetensors(await readWeights(built().weights)) });
    },
    async loadWeights(storage) {
      const arrays = decodeSafetensors(await storage.read('weights.safetensors'), 'loadWeights');
      const own = Object.entries(arrays).filter(([name]) => !name.startsWith('optimizer/'));
      assignWeights('loadWeights', built().weights, Object.fromEntries(own));
    },
    getLayer(which) {
      const found = network.layers.find((layer, i) => layer.name === which || i === which);
      if (!found)
        throw new RangeError(
          `getLayer: there is no layer ${which}, only ${network.layers.map((layer) => layer.name).join(', ')}.`,
        );
      return found;
    },
  };

  function built(): Network {
    if (!network.builtShape)
      throw new Error(
        `${network.name}: it has no weights yet; build it with an input shape, or give its first layer inputShape.`,
      );
    return network;
  }

  // The network's own members, getters included, and the methods beside them.
  const self = Object.defineProperties(methods, {
    ...Object.getOwnPropertyDescriptors(network),
    build: {
      value: (inputShape: readonly (number | null)[]) => network.build(inputShape, { seed: seedFrom(seed, 0) }),
      enumerable: true,
    },
    dispose: {
      value: () => {
        network.dispose();
        settings?.optimizer.dispose();
        for (const metric of [...(settings?.metrics ?? []), ...(settings?.weightedMetrics ?? [])]) metric.dispose();
      },
      enumerable: true,
    },
  }) as unknown as Model;
  if (network.inputShape) trainee.build([0, ...(network.inputShape as number[])]);
  return self;
}

const isData = (value: unknown): boolean =>
  value !== undefined &&
  (ArrayBuffer.isView(value) ||
    Array.isArray(value) ||
    (typeof value === 'object' && value !== null && ('dataId' in value || 'data' in value)));
