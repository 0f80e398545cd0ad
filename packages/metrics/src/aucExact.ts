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
  slice,
  sum,
  type Tensor,
  topk,
  zeros,
} from '@tensorflow/tfjs-core';
import { ratio } from './weighted.js';

/** A sum along the last axis in two stages, whose rounding error is that of the square root as many terms. */
function total(x: Tensor): Tensor {
  const [groups, n] = x.shape as [number, number];
  const side = Math.ceil(Math.sqrt(n));
  const padded = pad(x, [
    [0, 0],
    [0, side * side - n],
  ]);
  return sum(sum(reshape(padded, [groups, side, side]), 2), 1);
}

/**
 * The area with every score as a threshold, `[groups]`.
 *
 *     ROC: Σᵢ nᵢ · (P> + P≥)(sᵢ) / 2 / (P · N)        PR: Σᵢ pᵢ · P≥ / (P≥ + N≥)(sᵢ) / P
 *
 * with pᵢ and nᵢ the weight of sample i as a 1 and as a 0, P and N their sums, and P≥(s) that of what scores s or more. The
 * first is the Mann–Whitney statistic, equal scores counting half; the second is average precision.
 *
 * @param rows - `[groups, 3, samples]`: weights as 1s, weights as 0s, scores.
 */
export function aucExact(rows: Tensor, curve: 'ROC' | 'PR'): Tensor {
  const [groups, , n] = rows.shape as [number, number, number];
  const row = (i: number): Tensor => reshape(slice(rows, [0, i, 0], [groups, 1, n]), [groups, n]);
  const { values, indices } = topk(row(2), n);
  const at = (x: Tensor, index: Tensor): Tensor => gather(x, index, 1, 1);
  const [positives, negatives] = [at(row(0), indices), at(row(1), indices)];
  const before = (x: Tensor): Tensor => concat([zeros([groups, 1]), cumsum(x, 1)], 1);
  const [positivesBefore, negativesBefore] = [before(positives), before(negatives)];
  // searchSorted wants rising numbers; the scores fall.
  const rising = neg(values);
  const [above, from] = [searchSorted(rising, rising, 'left'), searchSorted(rising, rising, 'right')];
  const allPositives = total(positives);
  if (curve === 'PR') {
    const hits = at(positivesBefore, from);
    return ratio(total(mul(positives, ratio(hits, add(hits, at(negativesBefore, from))))), allPositives);
  }
  const better = mul(add(at(positivesBefore, above), at(positivesBefore, from)), 0.5);
  const share = ratio(better, reshape(allPositives, [groups, 1]));
  return ratio(total(mul(negatives, share)), total(negatives));
}
