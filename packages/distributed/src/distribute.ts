import type { Callback, Peers, Storage, TrainingModel } from '@tenonjs/contracts';
import { isIterable, oneOf, positiveInteger } from '@tenonjs/internal';
import type { Communicator } from './communicator.js';
import { exchanges, readByFirst } from './exchanges.js';

export interface DistributeOptions {
  /** Who trains: `await mpi()`, `workerThreads({ size })` or `local()`. */
  readonly communicator: Communicator;
  /** How much goes out at once; 4 MiB, with `overlap` 1 MiB. Gradients are put together to that. */
  readonly bucketBytes?: number;
  /**
   * Send gradients while the rest of the backward pass runs, last layer first; false. It hides the time that a network
   * takes where ranks have a core to spare for it; where each has but one, waiting for it is faster.
   */
  readonly overlap?: boolean;
  /**
   * `'bf16'` sends gradients rounded to eight bits, over `mpi()` and without `overlap`: half the bytes, and the result near that of
   * one process alone. Rounding takes some 5 ms for a million values, so that it pays on networks of up to about 3 Gbit/s.
   */
  readonly compression?: 'bf16';
  /**
   * Local SGD: so many steps of each rank by itself, and then the mean of their weights; 1, the mean of the gradients at
   * each step. For slow networks: the traffic is that share of it, and the result no longer that of one process.
   */
  readonly every?: number;
}

/** What a model must have. */
interface Trained extends TrainingModel {
  fit(x: any, y?: any, options?: any): Promise<any>;
  saveWeights(storage: Storage): Promise<void>;
}

interface FitOptions {
  readonly verbose?: number;
  readonly callbacks?: readonly Callback[];
  readonly resumeFrom?: Storage;
}

/**
 * Makes `fit` train on all ranks at once: each takes its share of every batch, and all make the step of the whole batch,
 *
 *     g = Σᵣ nᵣ gᵣ / Σᵣ nᵣ
 *
 * so that `batchSize` and the result are those of one process. The first rank's weights and seed go to all. Logs, validation
 * and stopping are agreed on; rank 0 alone prints and saves, the others' `save` does nothing. Batch normalization and
 * dropout go by each rank's share; running means are averaged.
 *
 * The ranks must make the same model and load the same data, which is checked before the first step. What ends a rank is
 * thrown with its number and the newest checkpoint.
 *
 * @returns The model itself.
 * @throws {RangeError} If an option is out of range.
 * @see Goyal et al. 2017, https://arxiv.org/abs/1706.02677, and Stich 2019, https://arxiv.org/abs/1805.09767, for `every`.
 * @example
 * const model = { stopTraining: false, fit: async (x, y, { verbose }) => verbose };
 * await distribute(model, { communicator: local() }).fit([], [], { verbose: 2 }); // 2
 */
export function distribute<M extends Trained>(model: M, options: DistributeOptions): M {
  const { communicator, overlap = false, compression, every = 1 } = options;
  const { bucketBytes = overlap ? 1 << 20 : 4 << 20 } = options;
  positiveInteger('distribute', { bucketBytes, every });
  if (compression !== undefined) oneOf('distribute', { compression }, ['bf16']);
  const { rank, size } = communicator;
  if (size === 1) return model;
  if (overlap && !communicator.allReduceBehind)
    throw new RangeError(
      'distribute: overlap must be false with a communicator that has no allReduceBehind, got true.',
    );
  if (compression && (overlap || every > 1 || !communicator.allReduceBf16))
    throw new RangeError(
      `distribute: compression needs a communicator with allReduceBf16, no overlap and every 1, got ${overlap ? 'overlap' : every > 1 ? `every ${every}` : 'no allReduceBf16'}.`,
    );
  const sums = { overlap, lossy: compression !== undefined };
  const peers: Peers = {
    rank,
    size,
    every,
    bucket: Math.ceil(bucketBytes / 4),
    ...sums,
    ...exchanges(communicator, sums),
  };
  const fit = model.fit.bind(model);
  const train = async (x: any, y: any, given: FitOptions = {}): Promise<unknown> => {
    const { callbacks = [], resumeFrom } = given;
    const quiet = rank > 0;
    const checkpoint = (): string => {
      const newest = callbacks.map((callback) => callback.newest).find(Boolean);
      return newest ? `The checkpoint to resume from is ${newest}.` : 'There is no checkpoint to resume from.';
    };
    const told = (): void => {
      if (!quiet) process.stderr.write(`distribute: the launcher ends the job. ${checkpoint()}\n`);
      if (process.listenerCount('SIGTERM') === 1) process.exit(143);
    };
    process.on('SIGTERM', told);
    try {
      return await fit(x, ...(isIterable(x) ? [] : [y]), {
        ...given,
        ...(quiet && { verbose: 0 }),
        callbacks: quiet ? callbacks.filter((callback) => !callback.showsProgress) : callbacks,
        ...(resumeFrom && { resumeFrom: readByFirst(resumeFrom, peers) }),
        peers,
      });
    } catch (error) {
      throw new Error(`distribute: rank ${rank} of ${size}: ${(error as Error).message} ${checkpoint()}`, {
        cause: error,
      });
    } finally {
      process.off('SIGTERM', told);
    }
  };
  // A stream has its targets in it.
  model.fit = (x, ...rest) => (isIterable(x) ? train(x, undefined, rest[0]) : train(x, rest[0], rest[1]));
  if (rank > 0) model.save = model.saveWeights = async () => {};
  return model;
}
