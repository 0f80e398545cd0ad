import type { Metric } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';
import {
  add,
  cast,
  concat,
  div,
  greater,
  log,
  logicalAnd,
  maximum,
  minimum,
  mul,
  onesLike,
  relu,
  reshape,
  type Scalar,
  sigmoid,
  slice,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  transpose,
  unstack,
  where,
} from '@tensorflow/tfjs-core';
import { aucExact } from './aucExact.js';
import { type Confusion, confusionOf, countsAbove, precisionOf, recallOf, splitWeights } from './confusion.js';
import { type MetricOptions, metric } from './metric.js';
import { ratio } from './weighted.js';

export interface AucOptions extends MetricOptions {
  /** Recall against the false positive rate, or precision against recall; default `'ROC'`. */
  readonly curve?: 'ROC' | 'PR';
  /** How many thresholds, spread evenly over [0, 1]; default 200. */
  readonly numThresholds?: number;
  /** Thresholds of one's own, in [0, 1], instead; 0 and 1 are added. */
  readonly thresholds?: readonly number[];
  /**
   * The height of the curve between two thresholds; default `'interpolation'`: the mean for ROC and Davis and Goadrich's for
   * PR. `'minoring'` takes the lower and `'majoring'` the higher of the two.
   */
  readonly summationMethod?: 'interpolation' | 'minoring' | 'majoring';
  /** Whether predictions are `[batch, labels]`, with an area for each label, which are averaged; default false. */
  readonly multiLabel?: boolean;
  /** The weight of each label in that average; default equal. */
  readonly labelWeights?: readonly number[];
  /** Whether predictions are logits instead of probabilities; default false. */
  readonly fromLogits?: boolean;
  /**
   * Every score is a threshold: the area itself, not an approximation, for scores of any range. Keeps all scores on the
   * device until `reset`. PR is then average precision. Default false.
   */
  readonly exact?: boolean;
}

/** All but the last threshold, and all but the first. */
function neighbours(x: Tensor): [Tensor, Tensor] {
  const [groups, n] = x.shape as [number, number];
  return [slice(x, [0, 0], [groups, n - 1]), slice(x, [0, 1], [groups, n - 1])];
}

function riemann(confusion: Confusion, curve: 'ROC' | 'PR', method: string): Tensor {
  const recall = recallOf(confusion);
  const { falsePositives, trueNegatives } = confusion;
  const [x, y] =
    curve === 'PR'
      ? [recall, precisionOf(confusion)]
      : [ratio(falsePositives, add(falsePositives, trueNegatives)), recall];
  const [y0, y1] = neighbours(y);
  const height =
    method === 'minoring' ? minimum(y0, y1) : method === 'majoring' ? maximum(y0, y1) : div(add(y0, y1), 2);
  return sum(mul(sub(...neighbours(x)), height), 1);
}

/** Between two thresholds true positives are linear in all positives, not precision in recall. */
function davisGoadrich({ truePositives, falsePositives, falseNegatives }: Confusion): Tensor {
  const [tp0, tp1] = neighbours(truePositives);
  const [p0, p1] = neighbours(add(truePositives, falsePositives));
  const gained = sub(tp0, tp1);
  const slope = ratio(gained, relu(sub(p0, p1)));
  const intercept = sub(tp1, mul(slope, p1));
  const both = logicalAnd(greater(p0, 0), greater(p1, 0));
  const growth = where(both, ratio(p0, p1), onesLike(p0));
  const area = mul(slope, add(gained, mul(intercept, log(growth))));
  return sum(ratio(area, add(tp1, neighbours(falseNegatives)[1])), 1);
}

/** Refuses what cannot be, and gives the thresholds in order, one below 0 and one above 1 around them. */
function thresholdsOf({ numThresholds = 200, thresholds, exact = false, ...options }: AucOptions): number[] {
  const { curve = 'ROC', summationMethod = 'interpolation', multiLabel = false, labelWeights } = options;
  oneOf('auc', { curve }, ['ROC', 'PR']);
  oneOf('auc', { summationMethod }, ['interpolation', 'minoring', 'majoring']);
  if (!Number.isInteger(numThresholds) || numThresholds < 2) {
    throw new RangeError(`auc: numThresholds must be an integer of at least 2, got ${numThresholds}.`);
  }
  for (const threshold of thresholds ?? []) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new RangeError(`auc: thresholds must be in [0, 1], got ${threshold}.`);
    }
  }
  if (labelWeights && !multiLabel) throw new RangeError('auc: labelWeights need multiLabel: true, got false.');
  if (exact && (thresholds || summationMethod !== 'interpolation')) {
    throw new RangeError('auc: exact takes neither thresholds nor a summationMethod, got one.');
  }
  const inner = thresholds
    ? [...thresholds].sort((a, b) => a - b)
    : Array.from({ length: numThresholds - 2 }, (_, i) => (i + 1) / (numThresholds - 1));
  return [-1e-7, ...inner, 1 + 1e-7];
}

/**
 * Area under the receiver operating characteristic or under the precision-recall curve.
 *
 * Targets of 0 and 1 are counted at 200 thresholds, as in Keras, and the area lies within about 1e-3 of the curve's where
 * scores spread over [0, 1]; `exact: true` gives scikit-learn's `roc_auc_score` and `average_precision_score`. The latter is a
 * sum over steps: where many scores are alike, Davis and Goadrich's curve between thresholds lies below it.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`, all elements counting alike, or with multiLabel
 * `[batch, labels]`; weights `[batch]` or more of the predictions' axes.
 *
 * @throws {RangeError} If an option is unknown or out of range; from `update`, if the shapes differ.
 * @example
 * const metric = auc({ exact: true });
 * metric.update(tensor1d([0, 0, 1, 1]), tensor1d([0.1, 0.4, 0.35, 0.8]));
 * metric.result(); // 0.75
 * @see Davis & Goadrich 2006, https://www.biostat.wisc.edu/~page/rocpr.pdf
 */
export function auc(options: AucOptions = {}): Metric {
  const { name = 'auc', curve = 'ROC', summationMethod = 'interpolation' } = options;
  const { multiLabel = false, labelWeights, fromLogits = false, exact = false } = options;
  const thresholds = thresholdsOf(options);

  /** Weights as 1s, weights as 0s and scores, each `[labels, samples]`, or `[1, elements]`. */
  const groups = (yTrue: Tensor, yPred: Tensor, weights?: Tensor): [Tensor, Tensor, Tensor] => {
    if (multiLabel && yPred.rank !== 2) {
      throw new RangeError(`${name}: yPred must have rank 2 [batch, labels], got shape [${yPred.shape.join(', ')}].`);
    }
    if (labelWeights && labelWeights.length !== yPred.shape[1]) {
      throw new RangeError(`${name}: yPred has ${yPred.shape[1]} labels but labelWeights has ${labelWeights.length}.`);
    }
    const scores = fromLogits && !exact ? sigmoid(yPred) : cast(yPred, 'float32');
    const grouped = (x: Tensor): Tensor => (multiLabel ? transpose(x) : reshape(x, [1, -1]));
    const [positives, negatives] = splitWeights(name, yTrue, yPred, weights);
    return [grouped(positives), grouped(negatives), grouped(scores)];
  };
  const average = (areas: Tensor): Scalar => {
    const weights = tensor1d([...(labelWeights ?? Array<number>(areas.size).fill(1))]);
    return ratio(sum(mul(areas, weights)), sum(weights)) as Scalar;
  };

  if (exact) {
    return metric<{ rows: Tensor }>(name, {
      batch: (...batch) => ({ rows: stack(groups(...batch), 1) }),
      merge: (earlier, later) => ({ rows: concat([earlier.rows, later.rows], 2) }),
      value: ({ rows }) => average(stack(unstack(rows).map((label) => aucExact(label, curve)))),
    });
  }
  return metric<{ counts: Tensor }>(name, {
    batch: (...batch) => ({ counts: countsAbove(...groups(...batch), thresholds) }),
    value: ({ counts }) => {
      const confusion = confusionOf(counts);
      const smooth = curve === 'PR' && summationMethod === 'interpolation';
      return average(smooth ? davisGoadrich(confusion) : riemann(confusion, curve, summationMethod));
    },
  });
}
