import {
  add,
  cast,
  concat,
  cumsum,
  gather,
  mul,
  neg,
  onesLike,
  reshape,
  searchSorted,
  slice,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  topk,
  unstack,
} from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { expandWeights, ratio } from './weighted.js';

/** Weighted counts at each threshold, `[groups, thresholds]`. */
export interface Confusion {
  readonly truePositives: Tensor;
  readonly falsePositives: Tensor;
  readonly trueNegatives: Tensor;
  readonly falseNegatives: Tensor;
}

/** The weight of each element as a 1 and as a 0, in the shape of the predictions. */
export function splitWeights(who: string, yTrue: Tensor, yPred: Tensor, weights?: Tensor): [Tensor, Tensor] {
  const target = cast(align(who, yTrue, yPred), 'float32');
  const each = weights ? mul(onesLike(target), expandWeights(who, weights, yPred.shape)) : onesLike(target);
  const positives = mul(target, each);
  return [positives, sub(each, positives)];
}

/**
 * What lies above each threshold, `[groups, 2, thresholds + 1]`: the weights of the 1s and of the 0s; the last column is all
 * of them. Sorting and summing is much faster than comparing every score with every threshold, and needs no scatter, which
 * some backends do on the host.
 *
 * @param positives - Each element's weight as a 1, `[groups, n]`; `negatives`, as a 0; `scores`, its prediction.
 */
export function countsAbove(
  positives: Tensor,
  negatives: Tensor,
  scores: Tensor,
  thresholds: readonly number[],
): Tensor {
  const limits = tensor1d(thresholds.map((threshold) => -threshold));
  const groups = unstack(stack([positives, negatives, cast(scores, 'float32')], 1)).map((group) => {
    const [ones, zeros, score] = unstack(group) as [Tensor, Tensor, Tensor];
    const { values, indices } = topk(score, score.size);
    // searchSorted wants rising numbers, the scores fall, and it returns [1, thresholds].
    const above = reshape(searchSorted(neg(values), limits, 'left'), [-1]);
    const row = (weights: Tensor): Tensor => {
      const total = concat([tensor1d([0]), cumsum(gather(weights, indices))]);
      return concat([gather(total, above), sum(weights, 0, true)]);
    };
    return stack([row(ones), row(zeros)]);
  });
  return stack(groups);
}

/** The four counts at each threshold, from what `countsAbove` gave. */
export function confusionOf(counts: Tensor): Confusion {
  const [groups, , columns] = counts.shape as [number, number, number];
  const part = (row: number, column: number, size: number): Tensor =>
    reshape(slice(counts, [0, row, column], [groups, 1, size]), [groups, size]);
  const truePositives = part(0, 0, columns - 1);
  const falsePositives = part(1, 0, columns - 1);
  return {
    truePositives,
    falsePositives,
    trueNegatives: sub(part(1, columns - 1, 1), falsePositives),
    falseNegatives: sub(part(0, columns - 1, 1), truePositives),
  };
}

/** Of what is called positive, the part that is. */
export const precisionOf = ({ truePositives, falsePositives }: Confusion): Tensor =>
  ratio(truePositives, add(truePositives, falsePositives));

/** Of what is positive, the part that is called so: recall, sensitivity, true positive rate. */
export const recallOf = ({ truePositives, falseNegatives }: Confusion): Tensor =>
  ratio(truePositives, add(truePositives, falseNegatives));

/** Of what is negative, the part that is called so. */
export const specificityOf = ({ trueNegatives, falsePositives }: Confusion): Tensor =>
  ratio(trueNegatives, add(trueNegatives, falsePositives));
