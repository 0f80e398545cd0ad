import type { Callback, Logs, Named, Optimizer, Peers, Storage } from '@tenonjs/contracts';
import { nonNegative, oneOf, positiveInteger, seedFrom } from '@tenonjs/internal';
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { type History, history } from '../callbacks/history.js';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Given, Some, Structure } from '../network/structure.js';
import { arrayBatches, type Batches, type Share } from './batches.js';
import { breathe } from './breathe.js';
import { fitsInput } from './checks.js';
import { type Data, isStream, type Stream } from './data.js';
import { running } from './running.js';
import { checkedSamples, weighted } from './samples.js';
import type { Wish } from './together.js';
import type { Trainee } from './trainee.js';
import { backward, trainStep, update } from './trainStep.js';
import type { Validation } from './validation.js';

export interface FitOptions<In extends Structure = SymbolicTensor, Out extends Structure = SymbolicTensor> {
  /** Samples a step; 32. A stream has its own. */
  readonly batchSize?: number;
  /** The epoch to end before; 1. */
  readonly epochs?: number;
  /** The epoch to start with; 0. */
  readonly initialEpoch?: number;
  /** 0 silent; 1 and 2 a line an epoch, unless a callback shows progress; 1. */
  readonly verbose?: 0 | 1 | 2;
  readonly callbacks?: readonly Callback[];
  /** The share of the data, from its end and before shuffling, to validate on: between 0 and 1. */
  readonly validationSplit?: number;
  /** What to validate on; goes before `validationSplit`. */
  readonly validationData?:
    | readonly [x: Given<In, Data>, y: Given<Out, Data>, sampleWeight?: Some<Out, Data>]
    | Stream<In, Out>;
  /** Batches a validation; all. */
  readonly validationSteps?: number;
  /** `batchSize`. */
  readonly validationBatchSize?: number;
  /** Validate every so many epochs; 1. */
  readonly validationFreq?: number;
  /** Shuffle before each epoch, seeded by the model's seed; true. A stream is taken as it comes. */
  readonly shuffle?: boolean;
  /** Weights by label, for a model of one output; a class not named weighs 1. */
  readonly classWeight?: Readonly<Record<number, number>>;
  /** `[n]`, or `[n, time]` for a weight a time step. Of several outputs: by name or in order. */
  readonly sampleWeight?: Some<Out, Data>;
  /** Batches an epoch; all. With fewer than all, the next epoch of a stream goes on where this one ended. */
  readonly stepsPerEpoch?: number;
  /**
   * Goes on from the newest checkpoint that `backupAndRestore` wrote there, as if training had never stopped; from the
   * beginning where there is none. Data and options are to be those of the run before, but for `epochs` and `callbacks`' own.
   */
  readonly resumeFrom?: Storage;
  /** Ends training after the batch, keeping what was trained: see `interrupt()` of `@tenonjs/node`. */
  readonly signal?: AbortSignal;
  /** Other processes that train the same model on other rows of each batch; set by `distribute()` of `@tenonjs/distributed`. */
  readonly peers?: Peers;
}

/** Trains; see `Model.fit`. */
export async function fit(trainee: Trainee, x: unknown, y: unknown, options: FitOptions<any, any>): Promise<History> {
  const {
    batchSize = 32,
    epochs = 1,
    initialEpoch = 0,
    verbose = 1,
    shuffle = true,
    validationFreq = 1,
    stepsPerEpoch,
    signal,
    resumeFrom,
    peers,
  } = options;
  positiveInteger('fit', { batchSize, epochs, validationFreq, ...(stepsPerEpoch !== undefined && { stepsPerEpoch }) });
  nonNegative('fit', { initialEpoch });
  oneOf('fit', { verbose }, [0, 1, 2]);
  const { compiled, network } = trainee;
  const wish = (): Wish => {
    const aborted = signal?.aborted === true;
    return { stopped: trainee.model.stopTraining || aborted, aborted };
  };
  const group =
    peers && (await import('./together.js')).together(trainee, peers, wish, { backward, trainStep, update });
  const settings = { ...options, batchSize };
  const validation =
    options.validationData || options.validationSplit !== undefined
      ? await (await import('./validation.js')).validation(trainee, x, settings, group?.share)
      : undefined;
  const batches = await data(trainee, x, y, settings, validation, group?.share);
  const steps = stepsPerEpoch ?? batches.steps;
  await group?.agree({ epochs, initialEpoch, batchSize, 'steps an epoch': steps, samples: batches.samples });
  const resumed =
    resumeFrom &&
    (await (await checkpoints()).resume(resumeFrom, { trainee, batchSize, steps, ...(peers && { peers }) }));
  await trainee.restoreOptimizer();

  const results = running(compiled.heads);
  const record = history();
  const given = options.callbacks ?? [];
  const callbacks: Callback[] = [
    record,
    ...given.filter((callback) => !callback.savesTraining),
    ...given.filter((callback) => callback.savesTraining),
  ];
  const log = verbose > 0 && !callbacks.some((callback) => callback.showsProgress) ? console.log : () => {};
  const giveWay = breathe();
  // Ranks stop together, or some would wait for the others.
  const known = (): Wish => group ?? wish();
  const call = async (act: (callback: Callback) => void | Promise<void> | undefined): Promise<void> => {
    for (const callback of callbacks) await act(callback);
  };

  trainee.model.stopTraining = false;
  let logs: Logs = {};
  let at = { epoch: resumed?.epoch ?? initialEpoch, batch: resumed?.batch ?? 0 };
  trainee.model.checkpoint = async () => {
    await group?.meet();
    const merged = group && (await group.results(results));
    if (peers && peers.rank > 0) return undefined;
    const seen = merged ? { getState: async () => merged } : results;
    return (await checkpoints()).capture({ trainee, results: seen, callbacks, batchSize, steps, ...at });
  };
  try {
    for (const callback of callbacks) callback.setModel?.(trainee.model);
    const metrics = [...results.names, ...(validation ? results.names.map((name) => `val_${name}`) : [])];
    await call((c) => c.onTrainBegin?.({ epochs, initialEpoch, steps, batchSize, verbose, metrics }));
    await resumed?.restore(results, callbacks);
    await group?.meet();
    for (let { epoch } = at; epoch < epochs && !known().stopped; epoch++) {
      await call((c) => c.onEpochBegin?.(epoch));
      const begun = epoch === resumed?.epoch ? resumed.batch : 0;
      // What was restored is of the batches before.
      if (begun === 0) results.reset();
      let batch = begun;
      let read = performance.now();
      for await (const tensors of batches.epoch(
        shuffle ? seedFrom(trainee.seed, 1, epoch) : undefined,
        begun,
        resumed && epoch - initialEpoch,
      )) {
        try {
          for (const callback of callbacks) if (callback.onBatchBegin) await callback.onBatchBegin(batch);
          trainee.build(tensors.x.map(({ shape }) => shape));
          fitsInput('fit', network, tensors.x);
          // Each rank drops other units.
          const seed = seedFrom(trainee.seed, 2, trainee.step, ...(peers?.rank ? [peers.rank] : []));
          if (group) await group.step(tensors, seed, results.update);
          else trainStep(network, compiled, tensors, seed, results.update);
        } finally {
          dispose(tensors as unknown as Record<string, Tensor>);
        }
        trainee.step++;
        at = { epoch, batch: batch + 1 };
        for (const callback of callbacks) if (callback.onBatchEnd) await callback.onBatchEnd(batch, results.read);
        batch++;
        // A device that works behind our back is waited for now and then, so that its queue stays short.
        if ((await giveWay()) && performance.now() - read > 250) {
          await results.read();
          read = performance.now();
        }
        if (known().stopped || batch === stepsPerEpoch) break;
      }
      await group?.meet();
      await group?.merge(results);
      logs = await results.read();
      // An epoch cut short by the user is not an epoch: history and checkpoints keep whole ones.
      if (known().aborted && batch !== steps) break;
      if (validation && (epoch + 1) % validationFreq === 0) {
        const tested = await validation.test(group?.merge);
        for (const [name, value] of Object.entries(tested)) logs[`val_${name}`] = value;
      }
      at = { epoch: epoch + 1, batch: 0 };
      await call((c) => c.onEpochEnd?.(epoch, logs));
      log(
        `Epoch ${epoch + 1}/${epochs} - ${Object.entries(logs)
          .map(([name, value]) => `${name}: ${value.toFixed(4)}`)
          .join(' - ')}`,
      );
      await group?.meet();
    }
    await call((c) => c.onTrainEnd?.(logs));
    if ((trainee.model.optimizer as Optimizer & Named).config?.useEma)
      (await import('./averages.js')).keepAverages(trainee);
  } finally {
    delete trainee.model.checkpoint;
    results.reset();
  }
  return record;
}

const checkpoints = (): Promise<typeof import('./checkpoint.js')> => import('./checkpoint.js');

/** Options whose batch size is settled. */
export type Settings = FitOptions<any, any> & { readonly batchSize: number };

/** The batches to train on, checked before any work. */
async function data(
  trainee: Trainee,
  x: unknown,
  y: unknown,
  { batchSize, classWeight, sampleWeight, stepsPerEpoch }: Settings,
  validation: Validation | undefined,
  share: Share | undefined,
): Promise<Batches> {
  if (isStream(x)) {
    if (share && stepsPerEpoch === undefined)
      throw new Error('fit: a stream on several ranks needs stepsPerEpoch, so that all end an epoch together.');
    const { streamBatches } = await import('./streamBatches.js');
    return streamBatches(trainee, 'fit', x, stepsPerEpoch ?? null, classWeight);
  }
  const all = await checkedSamples(trainee, 'fit', x, y, sampleWeight);
  // Class weights are for training; what is validated on keeps its own weights alone.
  return arrayBatches(await weighted('fit', validation?.split(all) ?? all, classWeight), batchSize, share);
}
