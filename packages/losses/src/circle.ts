import { named, nonNegative, positive, primitive, rank } from '@tenonjs/internal';
import {
  add,
  cast,
  div,
  equal,
  exp,
  eye,
  log,
  matMul,
  max,
  mul,
  relu,
  reshape,
  sigmoid,
  softplus,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { labelsOf } from './labelsOf.js';
import type { LossWith } from './loss.js';
import { float } from './rows.js';

export interface CircleOptions {
  /** Labels of refEmbeddings, `[references]`. Default: yTrue. */
  readonly refLabels?: Tensor;
  /** What to compare with, `[references, features]`; no gradient flows to it. Default: yPred. */
  readonly refEmbeddings?: Tensor;
  /** Whether sample i is not compared with reference i. Default true. */
  readonly removeDiagonal?: boolean;
  /** Scale of the loss. Default 80. */
  readonly gamma?: number;
  /** How far similarities shall stay from 1 and 0. Default 0.4. */
  readonly margin?: number;
}

/**
 * Circle loss: draws embeddings of one class together and those of different classes apart, each pair as much as it needs.
 *
 *     log(1 + Σₙ exp(γ ((s⁻)² − m²)) · Σₚ exp(γ ((1 − s⁺)² − m²)))            s = the pair's cosine similarity
 *
 * over the pairs of a sample with others of its class (p) and with those of other classes (n); where s⁻ < −m the exponent is 0.
 * As in Keras the weights of the pairs take part in the gradient; the paper holds them fixed.
 *
 * @param yTrue - Labels, `[batch]` or `[batch, 1]`.
 * @param yPred - Embeddings of length 1, `[batch, features]`.
 * @returns One loss per sample, `[batch]`; 0 where it has no pair of either kind.
 * @throws {RangeError} If the shapes do not fit, one reference is given without the other, gamma is not positive, or margin is
 *   negative.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * circle(tensor1d([0, 0, 1]), tensor2d([[1, 0], [0.6, 0.8], [0, 1]]), { gamma: 1 }); // [0.616344, 0.961675, 0]
 * @see Sun et al. 2020, https://arxiv.org/abs/2002.10857; Keras's `circle`.
 */
export const circle: LossWith<CircleOptions> = /* @__PURE__ */ named(
  'circle',
  (yTrue: Tensor, yPred: Tensor, options: CircleOptions = {}): Tensor1D => {
    const { refLabels, refEmbeddings, removeDiagonal = true, gamma = 80, margin = 0.4 } = options;
    positive('circle', { gamma });
    nonNegative('circle', { margin });
    rank('circle', 'yPred', yPred.shape, ['batch', 'features']);
    float('circle', yPred);
    const labels = labelsOf('circle', yTrue, yPred);
    if (!refLabels !== !refEmbeddings)
      throw new RangeError('circle: refLabels and refEmbeddings must be given together.');
    return primitive({ yPred }, () => {
      const others = refEmbeddings ?? yPred;
      const same = sameClass(labels(), refLabels);
      const together = removeDiagonal ? mul(same, sub(1, eye(same.shape[0]!, same.shape[1]!))) : same;
      const similarity = matMul(yPred, others, false, true);
      const apart = relu(sub(1, similarity));
      const s = sub(1, apart);
      const pull = among(together, mul(sub(square(apart), margin ** 2), gamma));
      const push = among(sub(1, same), mul(mul(relu(add(s, margin)), sub(s, margin)), gamma));
      const both = add(pull.total, push.total);
      return {
        value: reshape(softplus(both), [yPred.shape[0]!]) as Tensor1D,
        keep: [others, similarity, both, pull.shares, push.shares],
        gradient: (dy, [others, similarity, both, pulls, pushes]) => ({
          yPred: () => {
            const apart = relu(sub(1, similarity!));
            const s = sub(1, apart);
            const bySimilarity = sub(mul(mul(pushes!, s), step(add(s, margin))), mul(pulls!, apart));
            // A similarity above 1 counts as 1.
            const counted = sub(1, step(sub(similarity!, 1)));
            const scale = mul(reshape(dy, [-1, 1]), mul(sigmoid(both!), 2 * gamma));
            const byLoss = mul(mul(bySimilarity, counted), scale);
            const asQuery = matMul(byLoss, others!);
            return refEmbeddings ? asQuery : add(asQuery, matMul(byLoss, others!, true));
          },
        }),
      };
    });
  },
);

/** 1 where sample and reference have the same label, `[batch, references]`. */
function sameClass(labels: Tensor1D, refLabels: Tensor = labels): Tensor {
  return cast(equal(reshape(labels, [-1, 1]), reshape(cast(refLabels, 'int32'), [1, -1])), 'float32');
}

/** log Σ exp of the logits where the mask is 1, and each one's share of the sum. Where the mask is 0, a log is −10³⁰. */
function among(mask: Tensor, logits: Tensor): { total: Tensor; shares: Tensor } {
  const masked = add(mul(logits, mask), mul(sub(mask, 1), 1e30));
  const largest = max(masked, 1, true);
  const powers = exp(sub(masked, largest));
  const sums = sum(powers, 1, true);
  return { total: add(log(sums), largest), shares: div(powers, sums) };
}
