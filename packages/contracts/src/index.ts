/**
 * What Tenon's packages agree on. Types only: nothing here exists at run time, and every package inlines what it uses.
 *
 * Contracts are structural. Any object of the right shape is a layer, a metric, a callback; the consumer asks for the
 * least it needs and detects optional members on the value. Within a major version contracts only grow optional members.
 */
import type { Optimizer as CoreOptimizer, Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';

/** A tensor's shape; `null` stands for a size not known yet, such as the batch's: `[null, 28, 28, 1]`. */
export type Shape = readonly (number | null)[];

/** Plain JSON, or values that carry a `type` (functions made by factories, nested layers). */
export type Config = Readonly<Record<string, unknown>>;

/**
 * A value that can be saved by name: `type` is the name of the export that made it (`'relu'`, `'glorotUniform'`),
 * written as a literal because function names do not survive minifiers; `config` is what its factory was given.
 */
export interface Named {
  readonly type?: string;
  readonly config?: Config;
}

/** How a frame of a signal fades at its ends: by name, as its own numbers, or not at all. */
export type Window = 'hann' | 'hamming' | 'blackman' | readonly number[] | null;

/** Numbers outside the device, row-major: what data sets give and `fit` takes. Sample `i` is row `i`. */
export interface DataArray<T extends Float32Array | Int32Array | Uint8Array = Float32Array | Int32Array | Uint8Array> {
  readonly data: T;
  readonly shape: readonly number[];
}

// ── Functions ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Keeps the shape. `type` doubles as a fusion hint (`'relu'` may be folded into a product); never needed for correctness. */
export interface Activation extends Named {
  (x: Tensor): Tensor;
}

/** One value per sample, `[batch]`; the model weighs and averages. No gradient flows to `yTrue`. */
export interface Loss extends Named {
  (yTrue: Tensor, yPred: Tensor): Tensor1D;
}

/** The learning rate at a step, counted from 0. */
export type Schedule = (step: number) => number;

/** Fresh values for a weight; the same seed gives the same values on every backend. */
export interface Initializer extends Named {
  (shape: readonly number[], seed?: number): Tensor;
}

/** A penalty on a weight, added to the loss. */
export interface Regularizer extends Named {
  (weight: Tensor): Scalar;
}

/** The nearest allowed value of a weight, applied after each update. */
export interface Constraint extends Named {
  (weight: Tensor): Tensor;
}

// ── Layers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Tensors = Tensor | Tensor[];

/** One shape for a layer with one input, several for a layer with several. */
export type Shapes<T extends Tensors> = T extends readonly Tensor[] ? readonly Shape[] : Shape;

export interface BuildContext {
  /** Seeds the initial weights of this layer; a model derives one for each layer from its own. */
  readonly seed?: number;
}

export interface CallContext {
  /** True in `fit`; false, the default, at inference. */
  readonly training?: boolean;
  /** Which time steps count, `[batch, time]`, bool; null or absent: all of them. */
  readonly mask?: Tensor | null;
  /** The same for each input of a layer with several; `mask` is then the first's. */
  readonly masks?: readonly (Tensor | null)[];
  /**
   * Seeds what is random in this call (dropout): the same seed gives the same output. A model gives each layer a new
   * one each step; without it the layer counts its own calls.
   */
  readonly seed?: number;
  /** Takes a scalar that is to be added to the loss (activity regularization). */
  addLoss?(loss: Scalar): void;
}

export interface Layer<I extends Tensors = Tensor, O extends Tensors = Tensor> {
  /** The name of the factory, such as `'dense'`. */
  readonly type: string;
  /** Unique within a model, which sets it where it is absent: `'dense'`, `'dense_1'` … */
  name?: string;
  /** The shape of one sample, where the factory was told: a model whose first layer has it is built at once. */
  readonly inputShape?: Shape;
  /** False freezes the layer; true where absent. */
  trainable?: boolean;
  /** By name and in order, `{ kernel, bias }`; empty before `build`. A weight with `variable.trainable` false is state. */
  readonly weights: Readonly<Record<string, Variable>>;
  /** Makes the weights for inputs of this shape, batch axis included. Does nothing the second time. */
  build(inputShape: Shapes<I>, context?: BuildContext): void;
  call(inputs: I, context?: CallContext): O;
  outputShape(inputShape: Shapes<I>): Shapes<O>;
  /**
   * The mask of the output; of several outputs, the first's. Absent: the mask ends here.
   *
   * @param masks - Of each input, where the layer has several; `mask` is then the first's.
   */
  outputMask?(inputs: I, mask: Tensor | null, masks?: readonly (Tensor | null)[]): Tensor | null;
  /** Forgets what a stateful layer carries from batch to batch. */
  resetState?(): void;
  /** Penalties on the weights, computed anew at each call. */
  losses?(): Scalar[];
  /** Constraints by the weight's name, applied after each update. */
  readonly constraints?: Readonly<Record<string, Constraint>>;
  /** The options the factory was given: `factory(config)` makes the same layer again. */
  readonly config?: Config;
  /** Frees the weights. */
  dispose(): void;
}

// ── Training ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** tfjs-core's optimizers and ours alike. */
export type Optimizer = Pick<CoreOptimizer, 'applyGradients' | 'getWeights' | 'setWeights' | 'dispose'>;

/** An optimizer whose rate can be read and set; a capability apart, since tfjs-core's own hide theirs. */
export interface HasLearningRate {
  learningRate: number;
}

/** What remembers something from batch to batch, and can go on from what another one remembered. */
export interface Resumable {
  /** What it remembers: plain JSON, with `DataArray`s in it. */
  getState?(): unknown;
  setState?(state: unknown): void | Promise<void>;
}

/** An accumulator over batches, exact over all that was seen. Keeps its state on the device. */
export interface Metric extends Resumable {
  /** The key in the logs: `'accuracy'`. */
  readonly name: string;
  /** Takes one batch; `weights` is `[batch]`. Synchronous, reads nothing back. */
  update(yTrue: Tensor, yPred: Tensor, weights?: Tensor): void;
  /** The value over all batches since `reset`, as a scalar that the caller disposes. */
  result(): Scalar;
  reset(): void;
  dispose(): void;
}

export type Logs = Record<string, number>;

export interface TrainParams {
  readonly epochs: number;
  readonly initialEpoch: number;
  /** Batches an epoch; null where the data does not tell. */
  readonly steps: number | null;
  readonly batchSize: number;
  /** 0 silent, 1 progress, 2 one line an epoch. */
  readonly verbose: 0 | 1 | 2;
  /** The keys the logs will have. */
  readonly metrics: readonly string[];
}

/** What a callback may see and do of the model in training. */
export interface TrainingModel {
  /** Set it to true and training ends after the batch. */
  stopTraining: boolean;
  readonly optimizer: Optimizer;
  /** All weights, by `layer/weight` and in order. */
  readonly weights: Readonly<Record<string, Variable>>;
  save(storage: Storage): Promise<void>;
  /**
   * While `fit` runs: all it needs to go on from the last batch as if it had never stopped, as one file. Undefined on
   * those of several ranks that are not to write it; all are to call it.
   */
  checkpoint?(): Promise<Uint8Array | undefined>;
}

/** Others that train the same model on other shares of the data; see `@tenonjs/distributed`. All ranks call alike. */
export interface Peers {
  readonly rank: number;
  readonly size: number;
  /** Steps of each rank by itself between two averages of the weights; 1 averages gradients, at each step. */
  readonly every: number;
  /** What each rank gives, in their order. */
  gather(bytes: Uint8Array): Promise<readonly Uint8Array[]>;
  /** What the first rank gives. */
  broadcast(values: readonly Float32Array[]): Promise<readonly Float32Array[]>;
  /** Values that go out at once. */
  readonly bucket: number;
  /** Whether `sum` may be called while the backward pass runs: it then goes on behind it. */
  readonly overlap: boolean;
  /** Whether `sum` rounds what need not be exact. */
  readonly lossy: boolean;
  /** Puts the sum over all ranks in place of each one's values, the same on each to the bit. Several may be on their way. */
  sum(values: Float32Array, exact?: boolean): Promise<void>;
}

export interface Callback extends Resumable {
  /** True where it calls `checkpoint`: it then comes after the others, whose states are in it. */
  readonly savesTraining?: boolean;
  /** Where its newest checkpoint is, in words. */
  readonly newest?: string | undefined;
  /** True for a progress bar: `fit` then prints nothing itself. */
  readonly showsProgress?: boolean;
  setModel?(model: TrainingModel): void;
  onTrainBegin?(params: TrainParams): void | Promise<void>;
  onTrainEnd?(logs: Logs): void | Promise<void>;
  onEpochBegin?(epoch: number): void | Promise<void>;
  /** `logs` holds the epoch's `loss`, metrics, and their `val_` twins. */
  onEpochEnd?(epoch: number, logs: Logs): void | Promise<void>;
  onBatchBegin?(batch: number): void | Promise<void>;
  /** `logs()` reads the running values from the device; not calling it keeps the device busy. */
  onBatchEnd?(batch: number, logs: () => Promise<Logs>): void | Promise<void>;
}

// ── The world outside ───────────────────────────────────────────────────────────────────────────────────────────────

/** Where a model is saved: a folder, a database, a download. */
export interface Storage {
  /** Where it is, for messages: a folder's path. */
  readonly name?: string;
  /** Throws an error that names what is missing. */
  read(name: string): Promise<Uint8Array>;
  /** Writes all of the files or, where it fails, leaves what was there. */
  write(files: Readonly<Record<string, Uint8Array>>): Promise<void>;
  /** Whether there is such a file. */
  has?(name: string): Promise<boolean>;
}

export interface BackendInfo {
  /** The tfjs backend's name: `'wasm'`. */
  readonly name: string;
  /** In plain words, for a log: `'wasm, relaxed SIMD, 1 thread'`. */
  readonly description: string;
  readonly threads?: number;
  /** What computes, in its driver's words: `'NVIDIA GeForce RTX 4070'`. */
  readonly device?: string;
  /** What it can do, by the platform's names: `'timestamp-query'`. */
  readonly features?: readonly string[];
}

/** What a backend package exports; its module namespace is the value. */
export interface Backend<Options = Record<string, never>> {
  readonly name: string;
  isAvailable(): Promise<boolean>;
  activate(options?: Options): Promise<BackendInfo>;
}
