import type { Loss, Metric, Optimizer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { meanOf } from './meanOf.js';

/** A metric, or a function that gives one value per sample, of which the mean is shown under its name. */
export type MetricLike = Metric | ((yTrue: Tensor, yPred: Tensor) => Tensor);

export interface CompileOptions {
  /** Such as `adam()` of `@tenonjs/optimizers`, or tfjs-core's `train.adam(0.001)`. The model disposes it. */
  readonly optimizer: Optimizer;
  /** One value per sample; to configure one, write an arrow. */
  readonly loss: Loss;
  /** Exact over the epoch. Masks reach them, sample weights do not. */
  readonly metrics?: readonly MetricLike[];
  /** As `metrics`, with the sample weights. */
  readonly weightedMetrics?: readonly MetricLike[];
}

export interface Compiled {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics: readonly Metric[];
  readonly weightedMetrics: readonly Metric[];
}

/** Checks what training needs, and makes metrics of functions. */
export function compiled({ optimizer, loss, metrics = [], weightedMetrics = [] }: CompileOptions): Compiled {
  if (typeof optimizer?.applyGradients !== 'function') {
    throw new TypeError(`compile: optimizer must be an optimizer such as adam(), got ${describe(optimizer)}.`);
  }
  if (typeof loss !== 'function') {
    throw new TypeError(`compile: loss must be a function such as meanSquaredError, got ${describe(loss)}.`);
  }
  const made = {
    metrics: metrics.map((m) => toMetric('metrics', m)),
    weightedMetrics: weightedMetrics.map((m) => toMetric('weightedMetrics', m)),
  };
  const names = ['loss', ...made.metrics, ...made.weightedMetrics].map((metric) =>
    typeof metric === 'string' ? metric : metric.name,
  );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new Error(`compile: metric names must be unique, got "${twice}" twice; give one another name.`);
  return { optimizer, loss, ...made };
}

const describe = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : value === null ? 'null' : typeof value;

function toMetric(what: string, metric: MetricLike): Metric {
  if (typeof metric === 'function') return meanOf(metric);
  if (typeof metric?.update !== 'function') {
    throw new TypeError(`compile: ${what} must hold metrics such as accuracy() or functions, got ${describe(metric)}.`);
  }
  return metric;
}
