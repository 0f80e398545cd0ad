import type { Metric } from '@tenonjs/contracts';
import { mul, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type MeanState, mean } from './mean.js';

/** A function of one value per sample as a metric: its weighted mean over all samples. */
export function meanOf(f: ((yTrue: Tensor, yPred: Tensor) => Tensor) & { readonly type?: string }): Metric {
  const { add, result, reset, getState, setState } = mean();
  return {
    name: f.type ?? f.name,
    update(yTrue, yPred, weights) {
      tidy(() => {
        const values = f(yTrue, yPred);
        if (weights) add(sum(mul(values, weights)), sum(weights));
        else add(sum(values), values.size);
      });
    },
    result: () => result(0),
    reset,
    dispose: reset,
    getState,
    setState: (state) => setState(state as MeanState),
  };
}
