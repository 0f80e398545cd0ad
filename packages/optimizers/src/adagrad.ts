import { nonNegative, positive } from '@tenonjs/internal';
import { add, div, fill, mul, sqrt, square, sub } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';

export interface AdagradOptions extends OptimizerOptions {
  /** Where the sums begin, at least 0; 0.1 by default. */
  initialAccumulatorValue?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
}

/**
 * Adagrad: steps shrink with the sum of squared gradients, so that rarely used weights keep large ones.
 *
 *     a ← a + g²        w ← w − αg / √(a + ε)
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If initialAccumulatorValue is negative, epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * adagrad({ learningRate: 0.1, initialAccumulatorValue: 0 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Duchi, Hazan & Singer 2011, https://jmlr.org/papers/v12/duchi11a.html. ε is under the root, as in Keras.
 */
export function adagrad(options: AdagradOptions = {}): Optimizer {
  const { initialAccumulatorValue = 0.1, epsilon = 1e-7 } = options;
  nonNegative('adagrad', { initialAccumulatorValue });
  positive('adagrad', { epsilon });
  return optimizer('adagrad', options, {
    slots: (w) => ({ a: fill(w.shape, initialAccumulatorValue) }),
    rule: ({ w, g, a, learningRate }) => {
      const fast = fused('AdagradStep', g, { w, a }, { learningRate, epsilon });
      if (fast) return fast;
      a = add(a, square(g));
      return { w: sub(w, mul(div(g, sqrt(add(a, epsilon))), learningRate)), a };
    },
  });
}
