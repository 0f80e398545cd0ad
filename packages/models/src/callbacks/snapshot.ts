import type { DataArray } from '@tenonjs/contracts';
import { keep, type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';

/** Weights as they were at a moment. No copy: an update writes new values beside the old. */
export interface Snapshot {
  restore(): void;
  dispose(): void;
  /** The values, outside the device. */
  values(): Promise<DataArray[]>;
}

/** Remembers the weights' values: those of now, or the ones given, in order. */
export function snapshot(weights: Readonly<Record<string, Variable>>, given?: readonly DataArray[]): Snapshot {
  const values: [Variable, Tensor][] = Object.values(weights).map((weight, i) => [
    weight,
    keep(given ? tensor(given[i]!.data, weight.shape, weight.dtype as 'float32') : weight.clone()),
  ]);
  return {
    restore: () => {
      for (const [weight, value] of values) weight.assign(value);
    },
    dispose: () => {
      for (const [, value] of values) value.dispose();
    },
    values: () =>
      Promise.all(
        values.map(async ([, value]) => ({ data: (await value.data<'float32'>()).slice(), shape: value.shape })),
      ),
  };
}
