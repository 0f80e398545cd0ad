import type { DataArray } from '@tenonjs/contracts';
import { permutation } from '@tenonjs/internal';
import { gather } from './gather.js';
import { each, sameSamples } from './samples.js';

export interface KFoldOptions {
  /** Default 5. */
  readonly folds?: number;
  /** False keeps the order. Default true. */
  readonly shuffle?: boolean;
  /** The same seed splits the same way. Default 0. */
  readonly seed?: number;
  /** Classes, one a sample: every fold gets each class in the proportion it has in the whole. */
  readonly stratify?: DataArray;
}

/**
 * Splits data into folds for cross-validation: each is validated on once, and trained on otherwise.
 *
 * @param data - Arrays with as many samples each, such as `{ x, y }`.
 * @returns For each fold the same names under `train` and `validation`, made when its turn comes.
 * @throws {RangeError} If folds is not an integer from 2 to the number of samples, or the arrays' samples differ in number.
 * @example
 * const x = { data: Float32Array.of(1, 2, 3, 4, 5), shape: [5] };
 * const folds = [...kFold({ x }, { folds: 2, shuffle: false })];
 * folds[0].validation.x.data; // [1, 2, 3]
 * folds[0].train.x.data; // [4, 5]
 * @see scikit-learn's `KFold` and `StratifiedKFold`.
 */
export function kFold<D extends Readonly<Record<string, DataArray>>>(
  data: D,
  options: KFoldOptions = {},
): Iterable<{ train: D; validation: D }> {
  const { folds = 5, shuffle = true, seed = 0, stratify } = options;
  const samples = sameSamples('kFold', stratify ? { ...data, stratify } : data);
  if (!Number.isInteger(folds) || folds < 2 || folds > samples) {
    throw new RangeError(`kFold: folds must be an integer from 2 to the ${samples} samples, got ${folds}.`);
  }
  const order = shuffle ? permutation(samples, seed) : Int32Array.from({ length: samples }, (_, i) => i);
  const foldOf = stratify ? dealt(order, stratify, folds) : cut(order, folds);
  return {
    *[Symbol.iterator]() {
      for (let fold = 0; fold < folds; fold++) {
        const train = order.filter((sample) => foldOf[sample] !== fold);
        const validation = order.filter((sample) => foldOf[sample] === fold);
        yield {
          train: each(data, (array) => gather(array, train)),
          validation: each(data, (array) => gather(array, validation)),
        };
      }
    },
  };
}

/** One run of the order a fold; the first ones have a sample more where it does not come out even. */
function cut(order: Int32Array, folds: number): Int32Array {
  const foldOf = new Int32Array(order.length);
  const [size, larger] = [Math.floor(order.length / folds), order.length % folds];
  order.forEach((sample, i) => {
    foldOf[sample] = i < larger * (size + 1) ? Math.floor(i / (size + 1)) : Math.floor((i - larger) / size);
  });
  return foldOf;
}

/** Class by class, a sample to each fold in turn. */
function dealt(order: Int32Array, stratify: DataArray, folds: number): Int32Array {
  const classes = new Map<number, number[]>();
  for (const sample of order) {
    const label = stratify.data[sample]!;
    const members = classes.get(label);
    if (members) members.push(sample);
    else classes.set(label, [sample]);
  }
  const foldOf = new Int32Array(order.length);
  let turn = 0;
  for (const members of classes.values()) for (const sample of members) foldOf[sample] = turn++ % folds;
  return foldOf;
}
