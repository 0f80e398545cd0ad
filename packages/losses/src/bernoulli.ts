import { add, div, log, mul, neg, sigmoid, softplus, sub, type Tensor } from '@tensorflow/tfjs-core';
import { clip, unchanged } from './clip.js';
import type { RowLoss } from './rows.js';

/**
 * Minus the log-likelihood of targets t in [0, 1], element by element.
 *
 *     −t log p − (1 − t) log(1 − p)            from probabilities p, limited to [10⁻⁷, 1 − 10⁻⁷]
 *     log(1 + eᶻ) − t z                        from logits z, where p = sigmoid(z)
 */
export const bernoulli = (fromLogits: boolean, t: Tensor, x: Tensor): RowLoss =>
  (fromLogits ? ofLogits : ofProbabilities)(t, x);

const ofLogits = (t: Tensor, z: Tensor): RowLoss => ({
  value: sub(softplus(z), mul(t, z)),
  keep: [t, z],
  slope: ([t, z]) => sub(sigmoid(z!), t!),
});

function ofProbabilities(t: Tensor, p: Tensor): RowLoss {
  const q = clip(p);
  return {
    value: neg(add(mul(t, log(q)), mul(sub(1, t), log(sub(1, q))))),
    keep: [t, p, q],
    slope: ([t, p, q]) => mul(unchanged(p!, q!), div(sub(q!, t!), mul(q!, sub(1, q!)))),
  };
}

/** Targets moved by s towards ½: (1 − s) t + s / 2. */
export const smoothed = (t: Tensor, by: number): Tensor => (by === 0 ? t : add(mul(t, 1 - by), by / 2));
