import type { Metric } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { greaterEqual, max, type Scalar, type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import { type Confusion, confusionOf } from './confusion.js';
import { type MetricOptions, metric } from './metric.js';
import { batchCounts, type ClassOptions, checkClassOptions } from './thresholdMetric.js';

export interface BestAtOptions extends MetricOptions, Pick<ClassOptions, 'classId'> {
  /** How many thresholds are tried, spread evenly over [0, 1]; default 200. */
  readonly numThresholds?: number;
}

/** The greatest `value` over the thresholds at which `constrained` is at least `bound`; 0 where there is none. */
export function bestAt(
  who: string,
  bounds: Readonly<Record<string, number>>,
  options: BestAtOptions,
  value: (confusion: Confusion) => Tensor,
  constrained: (confusion: Confusion) => Tensor,
): Metric {
  const { name = who, numThresholds = 200 } = options;
  for (const [bound, number] of Object.entries(bounds)) {
    if (!(number >= 0 && number <= 1)) throw new RangeError(`${who}: ${bound} must be in [0, 1], got ${number}.`);
  }
  positiveInteger(who, { numThresholds });
  checkClassOptions(who, options);
  const thresholds =
    numThresholds === 1 ? [0.5] : Array.from({ length: numThresholds }, (_, i) => i / (numThresholds - 1));
  const [bound] = Object.values(bounds) as [number];
  return metric(name, {
    batch: (...batch) => ({ counts: batchCounts(name, options, thresholds, ...batch) }),
    value: ({ counts }) => {
      const confusion = confusionOf(counts);
      const values = value(confusion);
      return max(where(greaterEqual(constrained(confusion), bound), values, zerosLike(values))) as Scalar;
    },
  });
}
