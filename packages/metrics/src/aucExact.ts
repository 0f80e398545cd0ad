import {
  add,
  concat,
  cumsum,
  gather,
  mul,
  neg,
  pad,
  reshape,
  searchSorted,
  sum,
  type Tensor,
  topk,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { ratio } from './weighted.js';

/** A sum in two stages, whose rounding error is that of the square root as many terms. */
function total(x: Tensor): Tensor {
  const side = Math.ceil(Math.sqrt(x.size));
  return sum(sum(reshape(pad(x, [[0, side * side - x.size]]), [side, side]), 1));
}

/**
 * The area with every score as a threshold.
 *
 *     ROC: Σᵢ nᵢ · (P> + P≥)(sᵢ) / 2 / (P · N)        PR: Σᵢ pᵢ · P≥ / (P≥ + N≥)(sᵢ) / P
 *
 * with pᵢ and nᵢ the weight of sample i as a 1 and as a 0, P and N their sums, and P≥(s) that of what scores s or more. The
 * first is the Mann–Whitney statistic, equal scores counting half; the second is average precision.
 *
 * @param rows - `[3, samples]`: weights as 1s, weights as 0s, scores.
 */
export function aucExact(rows: Tensor, curve: 'ROC' | 'PR'): Tensor {
  const [unsortedPositives, unsortedNegatives, scores] = unstack(rows) as [Tensor, Tensor, Tensor];
  const { values, indices } = topk(scores, scores.size);
  const positives = gather(unsortedPositives, indices);
  const negatives = gather(unsortedNegatives, indices);
  const before = (x: Tensor): Tensor => concat([zeros([1]), cumsum(x)]);
  const positivesBefore = before(positives);
  // searchSorted wants rising numbers, the scores fall, and it returns [1, samples].
  const rising = neg(values);
  const search = (side: 'left' | 'right'): Tensor => reshape(searchSorted(rising, rising, side), [-1]);
  const throughTies = search('right');
  const hits = gather(positivesBefore, throughTies);
  if (curve === 'PR') {
    const precision = ratio(hits, add(hits, gather(before(negatives), throughTies)));
    return ratio(total(mul(positives, precision)), total(positives));
  }
  const better = mul(add(gather(positivesBefore, search('left')), hits), 0.5);
  return ratio(total(mul(negatives, ratio(better, total(positives)))), total(negatives));
}
