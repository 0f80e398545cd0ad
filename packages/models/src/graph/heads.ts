import type { Port } from '../network/ports.js';
import type { CompileOptions, HeadOptions, MetricLike } from '../training/compile.js';

/** What `compile` was given, sorted by output. */
export function heads(
  outputs: Port,
  { loss, lossWeights, metrics, weightedMetrics }: CompileOptions<any>,
): HeadOptions[] {
  const { names } = outputs;
  const each = (what: string, value: unknown): unknown[] =>
    value === undefined ? [] : outputs.unpack('compile', what, value, true);
  const losses: unknown[] = typeof loss === 'function' ? names.map(() => loss) : each('loss', loss);
  const weights = each('lossWeights', lossWeights) as (number | undefined)[];
  const [plain, weighted] = [each('metrics', metrics), each('weightedMetrics', weightedMetrics)] as (
    | readonly MetricLike[]
    | undefined
  )[][];
  const all = names.map((name, i) => ({
    name,
    loss: losses[i] ?? null,
    weight: weights[i] ?? 1,
    metrics: plain![i],
    weightedMetrics: weighted![i],
  }));
  if (!all.some((head) => head.loss))
    throw new RangeError(`compile: at least one of ${names.join(', ')} must have a loss.`);
  const seen = new Map<unknown, string>();
  for (const { name, weight, metrics = [], weightedMetrics = [] } of all) {
    if (!Number.isFinite(weight))
      throw new RangeError(`compile: lossWeights of ${name} must be a number, got ${weight}.`);
    for (const list of [metrics, weightedMetrics]) {
      if (!Array.isArray(list))
        throw new TypeError(`compile: metrics of ${name} must be in an array, got ${typeof list}.`);
      for (const metric of list) {
        if (typeof metric === 'function') continue;
        if (seen.has(metric))
          throw new Error(`compile: ${metric.name} is given to ${seen.get(metric)} and to ${name}; make one for each.`);
        seen.set(metric, name);
      }
    }
  }
  return all;
}
