import type { Metric } from '@tenonjs/contracts';
import { add, dispose, div, keep, mul, type Scalar, scalar, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** A function of one value per sample as a metric: its weighted mean over all samples. */
export function meanOf(f: ((yTrue: Tensor, yPred: Tensor) => Tensor) & { readonly type?: string }): Metric {
  let state: Tensor[] = [];
  const set = (next: Tensor[]): void => {
    dispose(state);
    state = next.map((tensor) => keep(tensor));
  };
  return {
    name: f.type ?? f.name,
    update(yTrue, yPred, weights) {
      tidy(() => {
        const values = f(yTrue, yPred);
        const [total, count] = weights ? [sum(mul(values, weights)), sum(weights)] : [sum(values), scalar(values.size)];
        set(state.length === 0 ? [total, count] : [add(state[0]!, total), add(state[1]!, count)]);
      });
    },
    result: () => tidy(() => (state.length === 0 ? scalar(0) : (div(state[0]!, state[1]!) as Scalar))),
    reset: () => set([]),
    dispose: () => set([]),
  };
}
