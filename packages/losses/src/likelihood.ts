import { add, div, exp, log, max, mul, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { clip, unchanged } from './clip.js';
import type { RowLoss } from './rows.js';

/** A function v of a class's target t and probability q, and q ∂v/∂q. */
export interface Likelihood {
  readonly value: (t: Tensor, q: Tensor, logq: Tensor) => Tensor;
  readonly slope: (t: Tensor, q: Tensor, logq: Tensor) => Tensor;
}

/** t log q, what a crossentropy sums. */
const logLikelihood: Likelihood = { value: (t, _, logq) => mul(t, logq), slope: (t) => t };

/**
 * Minus the likelihood of each row's targets, L = −Σᵢ v(tᵢ, qᵢ). With g = q ∂v/∂q:
 *
 *     from logits z           q = softmax(z), log q = z − log Σ eᶻ       ∂L/∂zᵢ = qᵢ Σg − gᵢ
 *     from probabilities p    q = p / Σp, limited to [10⁻⁷, 1 − 10⁻⁷]    ∂L/∂pᵢ = (Σg − gᵢ / qᵢ) / Σp, g = 0 where limited
 *
 * Neither divides by what may be zero, unless all of p is.
 */
export const minusLikelihood = (
  fromLogits: boolean,
  t: Tensor,
  rows: Tensor,
  v: Likelihood = logLikelihood,
): RowLoss => (fromLogits ? ofLogits(t, rows, v) : ofProbabilities(t, rows, v));

const total = (x: Tensor): Tensor => sum(x, 1, true);

function ofLogits(t: Tensor, z: Tensor, { value, slope }: Likelihood): RowLoss {
  const shifted = sub(z, max(z, 1, true));
  const logq = sub(shifted, log(total(exp(shifted))));
  const q = exp(logq);
  return {
    value: neg(total(value(t, q, logq))),
    keep: [t, q, logq],
    slope: ([t, q, logq]) => {
      const g = slope(t!, q!, logq!);
      return sub(mul(q!, total(g)), g);
    },
  };
}

function ofProbabilities(t: Tensor, p: Tensor, { value, slope }: Likelihood): RowLoss {
  const whole = total(p);
  const part = div(p, whole);
  const q = clip(part);
  const logq = log(q);
  return {
    value: neg(total(value(t, q, logq))),
    keep: [t, q, logq, part, whole],
    slope: ([t, q, logq, part, whole]) => {
      const g = mul(slope(t!, q!, logq!), unchanged(part!, q!));
      return div(sub(total(g), div(g, q!)), whole!);
    },
  };
}

/** Targets moved by s towards the same share for each class: (1 − s) t + s / classes. */
export const smoothed = (t: Tensor, by: number): Tensor => (by === 0 ? t : add(mul(t, 1 - by), by / t.shape[1]!));
