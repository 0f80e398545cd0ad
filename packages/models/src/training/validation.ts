// What training is validated on, behind one `import()`.
import type { DataArray, Logs } from '@tenonjs/contracts';
import { arrayBatches, type Share } from './batches.js';
import { type AnyStream, isStream, rowSize } from './data.js';
import { evaluateBatches, toBatches } from './evaluate.js';
import type { Settings } from './fit.js';
import type { Running } from './running.js';
import type { Samples } from './samples.js';
import type { Trainee } from './trainee.js';

export interface Validation {
  /** The samples to train on: those that are not split off. */
  split(all: Samples): Samples;
  /**
   * Loss and metrics of the model as it is.
   *
   * @param merge - Adds what other processes found in their shares.
   */
  test(merge?: (results: Running) => Promise<void>): Promise<Logs>;
}

/** Checked before any work, but for what `split` sees. */
export async function validation(
  trainee: Trainee,
  x: unknown,
  options: Settings,
  share: Share | undefined,
): Promise<Validation> {
  const { validationSplit: portion, validationSteps: steps, batchSize, validationBatchSize = batchSize } = options;
  const given = options.validationData as AnyStream | readonly [unknown, unknown, unknown?] | undefined;
  const [testX, testY, sampleWeight] = !given || isStream(given) ? [given] : given;
  let batches =
    given &&
    (await toBatches(
      trainee,
      'fit',
      testX,
      testY,
      {
        batchSize: validationBatchSize,
        ...(steps !== undefined && { steps }),
        ...(sampleWeight !== undefined && { sampleWeight: sampleWeight as never }),
      },
      share,
    ));
  if (portion !== undefined) {
    if (!(portion > 0 && portion < 1))
      throw new RangeError(
        `fit: validationSplit must be between 0 and 1, both excluded, got ${portion}; leave it out to train without validation.`,
      );
    if (isStream(x))
      throw new Error(
        'fit: validationSplit needs arrays, since a stream has no end to split off; pass validationData.',
      );
  }
  return {
    split(all) {
      if (batches || portion === undefined) return all;
      const count = all.x[0]!.shape[0]!;
      const split = Math.floor(count * (1 - portion));
      if (split === 0 || split === count)
        throw new RangeError(
          `fit: validationSplit ${portion} of ${count} samples leaves none to ${split === 0 ? 'train' : 'validate'} on.`,
        );
      batches = arrayBatches(part(all, split, count), validationBatchSize, share);
      return part(all, 0, split);
    },
    test: (merge) => evaluateBatches(trainee, batches!, steps, merge),
  };
}

/** Samples `start` to `end`, without a copy. */
function part({ x, y, weights }: Samples, start: number, end: number): Samples {
  const some = (array: DataArray | undefined): DataArray | undefined => array && rows(array, start, end);
  return { x: x.map(some) as DataArray[], y: y.map(some), weights: weights.map(some) };
}

function rows(array: DataArray, start: number, end: number): DataArray {
  const size = rowSize(array);
  return { data: array.data.subarray(start * size, end * size), shape: [end - start, ...array.shape.slice(1)] };
}
