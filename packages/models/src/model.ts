import type { BuildContext, DataArray, Layer, Logs, Shape, Storage, TrainingModel } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { dispose, keep, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { History } from './callbacks/history.js';
import type { SymbolicTensor } from './graph/symbolic.js';
import { buildFor } from './network/buildFor.js';
import type { Network } from './network/network.js';
import type { AsTensors, Each, Given, Some, Structure } from './network/structure.js';
import type { LoadWeightsOptions, SaveOptions } from './serialization/files.js';
import { count, type SummaryOptions, summary } from './summary.js';
import { type Compiled, type CompileOptions, compiled } from './training/compile.js';
import { type Data, isStream, type Stream } from './training/data.js';
import type { EvaluateOptions } from './training/evaluate.js';
import { type FitOptions, fit } from './training/fit.js';
import type { BatchOptions } from './training/onBatch.js';
import type { PredictOptions } from './training/predict.js';
import type { Trainee } from './training/trainee.js';
import { trainStep } from './training/trainStep.js';

/** What a saved model was in the middle of. */
export interface TrainingState {
  readonly seed: number;
  /** Batches trained. */
  readonly step: number;
  readonly optimizer: readonly (DataArray & { readonly name: string })[];
}

/**
 * A network that can be trained; itself a layer, so that models nest. `In` and `Out` say how its inputs and outputs are
 * given: one, several in order, or several by name.
 */
export interface Model<In extends Structure = SymbolicTensor, Out extends Structure = SymbolicTensor>
  extends Network<AsTensors<In>, AsTensors<Out>>,
    TrainingModel {
  /** Sets how to train: optimizer, loss, metrics. */
  compile(options: CompileOptions<Out>): void;
  /**
   * Trains on all samples, `epochs` times.
   *
   * @param x - Samples `[n, …]`: a tensor, `{ data, shape }`, a typed array or nested arrays, kept outside the device
   *   until a batch's turn; or a stream of batches, and then no `y`. Several inputs are given in an array or by name.
   * @param y - Targets `[n, …]`, for several outputs likewise.
   * @returns Each epoch's loss and metrics: `history.history.val_accuracy`.
   * @throws {RangeError} If shapes, labels or options do not fit, before any work. {Error} Before `compile`.
   * @see https://keras.io/api/models/model_training_apis/#fit-method
   */
  fit(x: Given<In, Data>, y: Given<Out, Data>, options?: FitOptions<In, Out>): Promise<History>;
  fit(x: Stream<In, Out>, options?: FitOptions<In, Out>): Promise<History>;
  /** The loss and metrics over all samples, by name: `const { loss, accuracy } = await model.evaluate(x, y)`. */
  evaluate(x: Given<In, Data>, y: Given<Out, Data>, options?: EvaluateOptions<Out>): Promise<Logs>;
  evaluate(x: Stream<In, Out>, options?: EvaluateOptions<Out>): Promise<Logs>;
  /** The outputs for all samples, `[n, …]`, computed in batches; the caller disposes them. */
  predict(x: Given<In, Data>, options?: PredictOptions): Promise<Each<Out, Tensor>>;
  /** The outputs for one batch at once; the caller disposes them. */
  predictOnBatch(x: Given<In, Tensor>): Each<Out, Tensor>;
  /** One step of training on one batch; returns its loss and metrics. */
  trainOnBatch(x: Given<In, Data>, y: Given<Out, Data>, options?: BatchOptions<Out>): Promise<Logs>;
  /** The loss and metrics of one batch. */
  testOnBatch(
    x: Given<In, Data>,
    y: Given<Out, Data>,
    options?: Pick<BatchOptions<Out>, 'sampleWeight'>,
  ): Promise<Logs>;
  /** One step of training on tensors of one's own that reads nothing back: for those who write the loop. Gives the loss. */
  trainStep(x: Given<In, Tensor>, y: Given<Out, Tensor>, sampleWeight?: Some<Out, Tensor>): Tensor;
  /** Prints the layers, their output shapes and parameter counts, and what they are connected to. */
  summary(options?: SummaryOptions): void;
  /** How many numbers the weights hold, those of a shared layer once. */
  countParams(): number;
  /** All weights' values, in order, outside the device. */
  getWeights(): Promise<DataArray[]>;
  /** Sets all weights, in the order of `getWeights`. */
  setWeights(values: readonly Data[]): Promise<void>;
  /** Saves structure, weights and optimizer state; see `load`. */
  save(storage: Storage, options?: SaveOptions): Promise<void>;
  /** Saves the weights alone, as `weights.safetensors`. */
  saveWeights(storage: Storage): Promise<void>;
  /** Loads weights that `saveWeights` or `save` wrote, into a model of the same structure, or of layers of the same names. */
  loadWeights(storage: Storage, options?: LoadWeightsOptions): Promise<void>;
  getLayer(nameOrIndex: string | number): Layer<any, any>;
  /** Forgets what stateful layers carry from batch to batch. */
  resetState(): void;
  /** Goes on from where a saved model stopped; `load` does it. */
  resume(state: TrainingState): void;
}

const files = (): Promise<typeof import('./serialization/files.js')> => import('./serialization/files.js');

/** A stream has its targets in it. */
const targetsAnd = <Options>(x: unknown, rest: unknown[]): [y: unknown, options: Options] => {
  const [y, options = {}] = isStream(x) ? [undefined, ...rest] : rest;
  return [y, options as Options];
};

/** Training, saving and the rest of Keras's methods around a network. */
export function model(network: Network<any, any>, given?: number): Model<any, any> {
  let settings: Compiled | undefined;
  let pending: TrainingState['optimizer'] = [];
  let seed = given ?? Math.floor(Math.random() * 2 ** 32);
  const { ports } = network;

  const trainee: Trainee = {
    network,
    get seed() {
      return seed;
    },
    step: 0,
    get model() {
      return self;
    },
    get compiled() {
      if (!settings) throw new Error(`${network.name}: call compile({ optimizer, loss }) first.`);
      return settings;
    },
    resume(state) {
      ({ seed, step: trainee.step, optimizer: pending } = state);
    },
    build: (shapes) => buildFor(network, shapes, { seed: seedFrom(seed, 0) }),
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

  const nextSeed = (): number => seedFrom(seed, 2, trainee.step++);
  const tensors = (what: 'x' | 'y' | 'sampleWeight', value: unknown): Tensor[] =>
    (ports?.[what === 'x' ? 'inputs' : 'outputs'].unpack('trainStep', what, value, what !== 'x') ?? [
      value,
    ]) as Tensor[];

  const methods: Omit<Model<any, any>, keyof Network> = {
    stopTraining: false,
    get optimizer() {
      return trainee.compiled.optimizer;
    },
    compile(options) {
      const next = compiled(options, network);
      if (settings && settings.optimizer !== next.optimizer) settings.optimizer.dispose();
      settings = next;
    },
    fit: async (x: unknown, ...rest: unknown[]) => fit(trainee, x, ...targetsAnd<FitOptions>(x, rest)),
    evaluate: async (x: unknown, ...rest: unknown[]) =>
      (await import('./training/evaluate.js')).evaluate(trainee, x, ...targetsAnd<EvaluateOptions>(x, rest)),
    async predict(x, options = {}) {
      const outputs = await (await import('./training/predict.js')).predictAll(self, x, options);
      return (ports ? ports.outputs.pack(outputs) : outputs[0]) as Tensor;
    },
    predictOnBatch: (x) =>
      tidy(() => {
        const inputs = tensors('x', x);
        trainee.build(inputs.map(({ shape }) => shape));
        const { outputs } = network.forward(inputs, { training: false });
        return (ports ? ports.outputs.pack(outputs) : outputs[0]) as Tensor;
      }),
    trainOnBatch: async (x, y, options) =>
      (await import('./training/onBatch.js')).trainOnBatch(trainee, x, y, options, nextSeed),
    testOnBatch: async (x, y, options) => (await import('./training/onBatch.js')).testOnBatch(trainee, x, y, options),
    trainStep(x, y, sampleWeight) {
      const batch = {
        x: tensors('x', x),
        y: tensors('y', y),
        weights: sampleWeight ? tensors('sampleWeight', sampleWeight) : [],
      };
      trainee.build(batch.x.map(({ shape }) => shape));
      let loss!: Tensor;
      trainStep(network, trainee.compiled, batch, nextSeed(), ({ total }) => {
        loss = keep(total.clone());
      });
      return loss;
    },
    summary: (options) => summary(built(), options),
    countParams: () => count(Object.values(self.weights)),
    getWeights: async () => Object.values(await (await files()).readWeights(self.weights)),
    setWeights: async (values) => (await files()).setWeights(self.weights, values),
    async save(storage, { includeOptimizer = true } = {}) {
      if (includeOptimizer && settings) await trainee.restoreOptimizer();
      const optimizer = includeOptimizer ? settings?.optimizer : undefined;
      await (await files()).save(withWeights(), storage, { seed, step: trainee.step, optimizer });
    },
    saveWeights: async (storage) => (await files()).saveWeights(withWeights().weights, storage),
    loadWeights: async (storage, options) => (await files()).loadWeights(withWeights().weights, storage, options),
    resume: trainee.resume,
    getLayer(which) {
      const { layers } = built();
      const found = layers.find((layer, i) => layer.name === which || i === which);
      if (!found)
        throw new RangeError(
          `getLayer: there is no layer ${which}, only ${layers.map((layer) => layer.name).join(', ')}.`,
        );
      return found;
    },
  };

  /** The network, with its weights made where its input shapes are known. */
  function built(): Network<any, any> {
    const { knownShapes } = network;
    if (knownShapes) trainee.build(knownShapes as number[][]);
    return network;
  }

  function withWeights(): Network<any, any> {
    if (!built().builtShapes)
      throw new Error(
        `${network.name}: it has no weights yet; build it with an input shape, or give its first layer inputShape.`,
      );
    return network;
  }

  // The network's own members, getters included, and the methods beside them.
  const self = Object.defineProperties(methods, {
    ...Object.getOwnPropertyDescriptors(network),
    weights: { get: () => built().weights, enumerable: true },
    rows: { value: () => built().rows(), enumerable: true },
    build: {
      value: (inputShapes: Shape, context?: BuildContext) =>
        network.build(inputShapes, { seed: seedFrom(given ?? context?.seed ?? seed, 0) }),
      enumerable: true,
    },
    dispose: {
      value: () => {
        network.dispose();
        settings?.optimizer.dispose();
        for (const { metrics, weightedMetrics } of settings?.heads ?? [])
          for (const metric of [...metrics, ...weightedMetrics]) metric.dispose();
      },
      enumerable: true,
    },
  }) as unknown as Model<any, any>;
  // Without a seed of its own it waits: as a part of another model it takes the seed from there.
  if (given !== undefined) built();
  return self;
}
