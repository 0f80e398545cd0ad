import type { Logs, Metric } from '@tenonjs/contracts';
import { add, dispose, div, keep, mul, type Scalar, scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Judged, Objective } from './objective.js';

/** The loss and the metrics over the batches so far, on the device until somebody reads them. */
export interface Running {
  readonly names: readonly string[];
  update(objective: Objective, judged: Judged): void;
  read(): Promise<Logs>;
  reset(): void;
}

/**
 * @param metrics - See the mask, not the sample weights, as in Keras.
 * @param weightedMetrics - See both.
 */
export function running(metrics: readonly Metric[], weightedMetrics: readonly Metric[]): Running {
  const all = [...metrics, ...weightedMetrics];
  let total: { sum: Scalar; count: Scalar | number } | undefined;

  return {
    names: ['loss', ...all.map((metric) => metric.name)],
    update({ value, count }, { yTrue, yPred, weights, mask }) {
      // The mean over all rows, not the mean of the batches' means: each batch counts by its rows.
      const next = tidy(() => {
        const sum = mul(value, count);
        return {
          sum: keep(total ? add(total.sum, sum) : sum) as Scalar,
          count:
            typeof count === 'number' && typeof (total?.count ?? 0) === 'number'
              ? ((total?.count as number | undefined) ?? 0) + count
              : (keep(add(total?.count ?? 0, count)) as Scalar),
        };
      });
      dispose(total as Record<string, Tensor>);
      total = next;
      for (const metric of metrics) metric.update(yTrue, yPred, mask);
      for (const metric of weightedMetrics) metric.update(yTrue, yPred, weights);
    },
    async read() {
      const values = tidy(() => [
        total ? (div(total.sum, total.count) as Scalar) : scalar(Number.NaN),
        ...all.map((metric) => metric.result()),
      ]);
      const numbers = await Promise.all(values.map((value) => value.data()));
      dispose(values);
      return Object.fromEntries(numbers.map((number, i) => [i === 0 ? 'loss' : all[i - 1]!.name, number[0]!]));
    },
    reset() {
      dispose(total as Record<string, Tensor>);
      total = undefined;
      for (const metric of all) metric.reset();
    },
  };
}
