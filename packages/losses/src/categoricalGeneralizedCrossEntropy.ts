import { named, primitive } from '@tenonjs/internal';
import { cast, div, maximum, mul, neg, oneHot, pow, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import { labelsOf } from './labelsOf.js';
import type { LossWith } from './loss.js';
import { averaged, rowsOf } from './rows.js';

export interface CategoricalGeneralizedCrossEntropyOptions {
  /** From near 0, crossentropy, to 1, mean absolute error. Default 0.5. */
  readonly q?: number;
}

/**
 * Generalized crossentropy: a crossentropy that forgives wrong labels.
 *
 *     (1 − p[label]^q) / q
 *
 * Labels live on the device, so they cannot be checked here: the loss of a label outside 0 … classes − 1 means nothing.
 *
 * @param yTrue - Labels 0 … classes − 1, int or float: `[batch]`, `[batch, 1]`, `[batch, time]`.
 * @param yPred - Probabilities, `[batch, …, classes]`.
 * @returns One loss per sample, `[batch]`: the mean over its positions.
 * @throws {RangeError} If the shapes do not fit, or q is outside (0, 1].
 * @throws {TypeError} If yPred is not float32.
 * @example
 * categoricalGeneralizedCrossEntropy(tensor1d([1]), tensor2d([[0.75, 0.25]])); // [1]
 * @see Zhang & Sabuncu 2018, https://arxiv.org/abs/1805.07836; Keras's `categorical_generalized_cross_entropy`.
 */
export const categoricalGeneralizedCrossEntropy: LossWith<CategoricalGeneralizedCrossEntropyOptions> =
  /* @__PURE__ */ named(
    'categoricalGeneralizedCrossEntropy',
    (yTrue: Tensor, yPred: Tensor, { q = 0.5 }: CategoricalGeneralizedCrossEntropyOptions = {}): Tensor1D => {
      const who = 'categoricalGeneralizedCrossEntropy';
      if (!(q > 0 && q <= 1)) throw new RangeError(`${who}: q must be in (0, 1], got ${q}.`);
      const rows = rowsOf(who, yPred, [-1]);
      const labels = labelsOf(who, yTrue, yPred);
      return primitive({ yPred }, () => {
        const t = cast(oneHot(labels(), rows.size), 'float32');
        const p = sum(mul(rows.of(yPred), t), 1, true);
        return averaged(rows, {
          value: div(sub(1, pow(p, q)), q),
          keep: [t, p],
          // The slope is infinite at p = 0.
          slope: ([t, p]) => mul(neg(t!), pow(maximum(p!, EPSILON), q - 1)),
        });
      });
    },
  );
