import type { Logs } from '@tenonjs/contracts';
import { dispose, mul, tidy } from '@tensorflow/tfjs-core';
import { type Head, metricNames } from './compile.js';
import { type MeanState, mean } from './mean.js';
import type { Seen } from './trainStep.js';

/** The loss and the metrics over the batches so far, on the device until somebody reads them. */
export interface Running {
  readonly names: readonly string[];
  update(seen: Seen): void;
  read(): Promise<Logs>;
  reset(): void;
  getState(): Promise<RunningState>;
  /** A metric that cannot go on from a state begins anew. */
  setState(state: RunningState): void;
}

export interface RunningState {
  readonly means: readonly MeanState[];
  readonly metrics: readonly unknown[];
}

/**
 * The means over all rows, not the means of the batches' means: each batch counts by its rows. `metrics` see the mask, not
 * the sample weights, as in Keras; `weightedMetrics` see both.
 */
export function running(heads: readonly Head[]): Running {
  const judged = heads.filter(({ loss }) => loss);
  const losses = judged.map(mean);
  const penalty = mean();
  const metrics = heads.flatMap((head) => [...head.metrics, ...head.weightedMetrics]);
  const names = [
    'loss',
    ...(heads.length > 1 ? judged.map(({ prefix }) => `${prefix}loss`) : []),
    ...heads.flatMap(metricNames),
  ];
  return {
    names,
    update({ outputs, penalty: extra }) {
      tidy(() => {
        let at = 0;
        outputs.forEach(({ objective, judged: { yTrue, yPred, weights, mask } }, i) => {
          if (objective) losses[at++]!.add(mul(objective.value, objective.count), objective.count);
          for (const metric of heads[i]!.metrics) metric.update(yTrue!, yPred, mask);
          for (const metric of heads[i]!.weightedMetrics) metric.update(yTrue!, yPred, weights);
        });
        const rows = outputs[0]!.judged.yPred.shape[0]!;
        if (extra) penalty.add(mul(extra, rows), rows);
      });
    },
    async read() {
      const values = [
        penalty.result(0),
        ...losses.map(({ result }) => result(Number.NaN)),
        ...metrics.map((metric) => metric.result()),
      ];
      const numbers = (await Promise.all(values.map((value) => value.data()))).map(([number]) => number!);
      dispose(values);
      const total = losses.reduce((sum, _, i) => sum + judged[i]!.weight * numbers[i + 1]!, numbers[0]!);
      const shown = [total, ...numbers.slice(heads.length > 1 ? 1 : 2)];
      return Object.fromEntries(names.map((name, i) => [name, shown[i]!]));
    },
    async getState() {
      return {
        means: await Promise.all([penalty, ...losses].map((each) => each.getState())),
        metrics: await Promise.all(metrics.map((metric) => metric.getState?.() ?? null)),
      };
    },
    setState(state) {
      for (const [i, each] of [penalty, ...losses].entries()) each.setState(state.means[i]!);
      for (const [i, metric] of metrics.entries()) if (state.metrics[i] !== null) metric.setState?.(state.metrics[i]);
    },
    reset() {
      for (const each of [penalty, ...losses, ...metrics]) each.reset();
    },
  };
}
