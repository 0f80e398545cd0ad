import type { DataArray } from '@tenonjs/contracts';
import { permutation } from '@tenonjs/internal';
import { gather } from './gather.js';
import { each, sameSamples } from './samples.js';
import { slice } from './slice.js';

export interface TrainTestSplitOptions {
  /** The test data's part of the samples, in (0, 1), rounded up, or their number. Default 0.25. */
  readonly testSize?: number;
  /** False keeps the order, as series in time need: the last samples are the test. Default true. */
  readonly shuffle?: boolean;
  /** The same seed splits the same way. Default 0. */
  readonly seed?: number;
  /** Classes, one a sample: both parts get each class in the proportion it has in the whole. */
  readonly stratify?: DataArray;
}

/**
 * Splits data into training and test samples: at random, at random within classes, or by time.
 *
 * @param data - Arrays with as many samples each, such as `{ x, y }`.
 * @returns The same names under `train` and `test`.
 * @throws {RangeError} If the arrays' samples differ in number, or a part would be empty.
 * @example
 * const x = { data: Float32Array.of(1, 2, 3, 4, 5), shape: [5] };
 * const { train, test } = trainTestSplit({ x }, { testSize: 0.4, shuffle: false });
 * train.x.data; // [1, 2, 3]
 * test.x.data; // [4, 5]
 * @see scikit-learn's `train_test_split`.
 */
export function trainTestSplit<D extends Readonly<Record<string, DataArray>>>(
  data: D,
  options: TrainTestSplitOptions = {},
): { train: D; test: D } {
  const { testSize = 0.25, shuffle = true, seed = 0, stratify } = options;
  const samples = sameSamples('trainTestSplit', stratify ? { ...data, stratify } : data);
  const isPart = testSize > 0 && testSize < 1;
  if (!isPart && !(Number.isInteger(testSize) && testSize > 0)) {
    throw new RangeError(`trainTestSplit: testSize must be in (0, 1) or a positive integer, got ${testSize}.`);
  }
  // 0.07 · 100 is 7.000000000000001 in floating point.
  const testSamples = isPart ? Math.ceil(testSize * samples - 1e-9) : testSize;
  if (testSamples >= samples) {
    throw new RangeError(
      `trainTestSplit: testSize must leave samples to train on, got ${testSize} of ${samples} samples.`,
    );
  }
  if (!shuffle) {
    if (stratify) throw new RangeError('trainTestSplit: stratify must go with shuffle, got shuffle false.');
    const cut = samples - testSamples;
    return { train: each(data, (array) => slice(array, 0, cut)), test: each(data, (array) => slice(array, cut)) };
  }
  const order = permutation(samples, seed);
  // How many of each class are still to go to the test; without classes all samples are of one.
  const classOf = (sample: number): number => stratify?.data[sample] ?? 0;
  const open = quotas(order, classOf, testSamples);
  const isTest = order.map((sample) => {
    const left = open.get(classOf(sample))!;
    open.set(classOf(sample), left - 1);
    return left > 0 ? 1 : 0;
  });
  const train = order.filter((_, i) => !isTest[i]);
  const test = order.filter((_, i) => isTest[i]);
  return { train: each(data, (array) => gather(array, train)), test: each(data, (array) => gather(array, test)) };
}

/** Each class's test samples: its share rounded down, and one more for those with the largest remainders. */
function quotas(samples: Int32Array, classOf: (sample: number) => number, total: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const sample of samples) counts.set(classOf(sample), (counts.get(classOf(sample)) ?? 0) + 1);
  const shares = [...counts].map(([label, count]) => ({ label, share: (count * total) / samples.length }));
  shares.sort((a, b) => (b.share % 1) - (a.share % 1) || a.label - b.label);
  const floors = shares.reduce((sum, { share }) => sum + Math.floor(share), 0);
  return new Map(shares.map(({ label, share }, i) => [label, Math.floor(share) + (i < total - floors ? 1 : 0)]));
}
