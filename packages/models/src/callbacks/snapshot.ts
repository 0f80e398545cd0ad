import { keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';

/** Weights as they were at a moment. No copy: an update writes new values beside the old. */
export interface Snapshot {
  restore(): void;
  dispose(): void;
}

/** Remembers the weights' values now. */
export function snapshot(weights: Readonly<Record<string, Variable>>): Snapshot {
  const values: [Variable, Tensor][] = Object.values(weights).map((weight) => [weight, keep(weight.clone())]);
  return {
    restore: () => {
      for (const [weight, value] of values) weight.assign(value);
    },
    dispose: () => {
      for (const [, value] of values) value.dispose();
    },
  };
}
