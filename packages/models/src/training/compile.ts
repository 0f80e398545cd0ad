import type { Loss, Metric, Optimizer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Network } from '../network/network.js';
import type { Given, Some, Structure } from '../network/structure.js';
import { meanOf } from './meanOf.js';

/** A metric, or a function that gives one value per sample, of which the mean is shown under its name. */
export type MetricLike = Metric | ((yTrue: Tensor, yPred: Tensor) => Tensor);

export interface CompileOptions<Out extends Structure = SymbolicTensor> {
  /** Such as `adam()` of `@tenonjs/optimizers`, or tfjs-core's `train.adam(0.001)`. The model disposes it. */
  readonly optimizer: Optimizer;
  /**
   * One value per sample; to configure one, write an arrow. For a model of several outputs: one for all of them, or one
   * for each, by name or in order; null for an output that has none.
   */
  readonly loss: Loss | (Out extends SymbolicTensor ? never : Given<Out, Loss | null>);
  /** What each output's loss counts for in the total, by name or in order; 1. */
  readonly lossWeights?: Out extends SymbolicTensor ? never : Some<Out, number>;
  /** Exact over the epoch. Masks reach them, sample weights do not. Of several outputs: by name or in order. */
  readonly metrics?: Some<Out, readonly MetricLike[]>;
  /** As `metrics`, with the sample weights. */
  readonly weightedMetrics?: Some<Out, readonly MetricLike[]>;
}

/** What one output is judged by, as it was given. */
export interface HeadOptions {
  readonly name: string;
  readonly loss: unknown;
  readonly weight: number;
  readonly metrics: readonly MetricLike[] | undefined;
  readonly weightedMetrics: readonly MetricLike[] | undefined;
}

/** What one output is judged by. */
export interface Head {
  /** What the names of its logs begin with: `''`, or `'category_'`. */
  readonly prefix: string;
  /** None, where nothing is asked of the output. */
  readonly loss: Loss | null;
  readonly weight: number;
  readonly metrics: readonly Metric[];
  readonly weightedMetrics: readonly Metric[];
}

export interface Compiled {
  readonly optimizer: Optimizer;
  /** One for each output. */
  readonly heads: readonly Head[];
}

/** Checks what training needs, and makes metrics of functions. */
export function compiled({ optimizer, ...options }: CompileOptions<any>, network: Network<any, any>): Compiled {
  if (typeof optimizer?.applyGradients !== 'function') {
    throw new TypeError(`compile: optimizer must be an optimizer such as adam(), got ${describe(optimizer)}.`);
  }
  const { loss, metrics, weightedMetrics } = options as CompileOptions;
  const given = network.ports?.heads(options as CompileOptions<any>) ?? [
    { name: network.layers.at(-1)?.name ?? '', loss, weight: 1, metrics, weightedMetrics },
  ];
  const heads = given.map(({ name, loss, weight, metrics = [], weightedMetrics = [] }): Head => {
    if (Array.isArray(loss))
      throw new RangeError(`compile: an output takes one loss, but ${name} is given ${loss.length}.`);
    if (loss !== null && typeof loss !== 'function') {
      throw new TypeError(`compile: loss must be a function such as meanSquaredError, got ${describe(loss)}.`);
    }
    return {
      prefix: given.length > 1 ? `${name}_` : '',
      loss: loss as Loss | null,
      weight,
      metrics: metrics.map((m) => toMetric('metrics', m)),
      weightedMetrics: weightedMetrics.map((m) => toMetric('weightedMetrics', m)),
    };
  });
  const names = ['loss', ...heads.flatMap(metricNames)];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new Error(`compile: metric names must be unique, got "${twice}" twice; give one another name.`);
  return { optimizer, heads };
}

/** The names of an output's metrics in the logs. */
export const metricNames = ({ prefix, metrics, weightedMetrics }: Head): string[] =>
  [...metrics, ...weightedMetrics].map(({ name }) => prefix + name);

const describe = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : value === null ? 'null' : typeof value;

function toMetric(what: string, metric: MetricLike): Metric {
  if (typeof metric === 'function') return meanOf(metric);
  if (typeof metric?.update !== 'function') {
    throw new TypeError(`compile: ${what} must hold metrics such as accuracy() or functions, got ${describe(metric)}.`);
  }
  return metric;
}
