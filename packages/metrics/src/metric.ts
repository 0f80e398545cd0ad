import type { DataArray, Metric } from '@tenonjs/contracts';
import { add, keep, type Scalar, scalar, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';

/** A metric whose value may be more than one number: a matrix, a value for each class. */
export interface Accumulator<T extends Tensor = Scalar> extends Omit<Metric, 'result'> {
  /** The value over all batches since `reset`, which the caller disposes. */
  result(): T;
}

export interface MetricOptions {
  /** The key in the logs; the factory's own name where absent. */
  readonly name?: string;
}

/** What has been learnt from some batches. Tensors stay on the device; numbers are those that shapes alone tell. */
type Sums = Readonly<Record<string, Tensor | number>>;

/** A metric is a monoid: what one batch tells, how two such tellings become one, and what the last one is worth. */
interface Definition<S extends Sums, T extends Tensor> {
  /** What a batch tells. New tensors: none of the arguments itself. */
  batch(yTrue: Tensor, yPred: Tensor, weights?: Tensor): S;
  /** What earlier and later batches tell together; sums, where absent. */
  merge?(earlier: S, later: S): S;
  value(sums: S): T;
  /** The value of no batches: 0, where absent. */
  empty?(): T;
}

const plus = (a: Tensor | number, b: Tensor | number): Tensor | number =>
  typeof a === 'number' && typeof b === 'number' ? a + b : add(a, b);

function addAll<S extends Sums>(earlier: S, later: S): S {
  return Object.fromEntries(Object.keys(earlier).map((key) => [key, plus(earlier[key]!, later[key]!)])) as S;
}

/** A sum by its key, outside the device. */
const read = async ([key, value]: [string, Tensor | number]): Promise<[string, number | DataArray]> => [
  key,
  typeof value === 'number' ? value : { data: (await value.data<'float32'>()).slice(), shape: value.shape },
];

const tensorsOf = (sums: Sums): Tensor[] => Object.values(sums).filter((value) => typeof value !== 'number');

/**
 * A streaming metric over any monoid.
 *
 * Batches are merged in a binary counter, `partial[i]` holding what 2ⁱ of them tell: one merge a batch on average, like
 * a running sum, but the rounding error of float32 sums grows with the logarithm of their number only.
 */
export function metric<S extends Sums, T extends Tensor = Scalar>(
  name: string,
  { batch, merge = addAll, value, empty = () => scalar(0) as Tensor as T }: Definition<S, T>,
): Accumulator<T> {
  let partial: (S | undefined)[] = [];
  const reset = (): void => {
    for (const sums of partial) for (const tensor of tensorsOf(sums ?? {})) tensor.dispose();
    partial = [];
  };
  return {
    name,
    update(yTrue, yPred, weights) {
      let level = 0;
      const sums = tidy(() => {
        let carry = batch(yTrue, yPred, weights);
        for (let earlier = partial[0]; earlier; earlier = partial[++level]) carry = merge(earlier, carry);
        return carry;
      });
      // An update inside someone's tidy must outlive it.
      tensorsOf(sums).forEach(keep);
      for (const merged of partial.splice(0, level, ...Array<undefined>(level))) {
        for (const tensor of tensorsOf(merged ?? {})) tensor.dispose();
      }
      partial[level] = sums;
    },
    result() {
      return tidy(() => {
        const all = partial.filter((sums) => sums !== undefined);
        return all.length === 0 ? empty() : value(all.reduce((later, earlier) => merge(earlier, later)));
      });
    },
    reset,
    dispose: reset,
    getState: () =>
      Promise.all(
        partial.map(async (sums) =>
          sums ? Object.fromEntries(await Promise.all(Object.entries(sums).map(read))) : null,
        ),
      ),
    setState(state) {
      reset();
      partial = (state as (Record<string, number | DataArray> | null)[]).map((sums) =>
        sums === null
          ? undefined
          : (Object.fromEntries(
              Object.entries(sums).map(([key, value]) => [
                key,
                typeof value === 'number'
                  ? value
                  : keep(tensor(value.data, [...value.shape], value.data instanceof Int32Array ? 'int32' : 'float32')),
              ]),
            ) as S),
      );
    },
  };
}
