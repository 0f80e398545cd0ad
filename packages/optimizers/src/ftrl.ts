import { nonNegative, refuse } from '@tenonjs/internal';
import { add, clipByValue, div, fill, mul, pow, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';

export interface FtrlOptions extends OptimizerOptions {
  /** p, at most 0: steps shrink as nᵖ. −0.5 by default; 0 is a fixed rate. */
  learningRatePower?: number;
  /** Where the sums of squares begin, at least 0; 0.1 by default. */
  initialAccumulatorValue?: number;
  /** λ₁; above 0 it makes weights exactly 0. 0 by default. */
  l1RegularizationStrength?: number;
  /** λ₂; 0 by default. */
  l2RegularizationStrength?: number;
  /** λₛ, an L2 penalty that acts through the gradient alone; 0 by default. */
  l2ShrinkageRegularizationStrength?: number;
  /** β, at least 0; 0 by default. */
  beta?: number;
}

/**
 * Follow the regularized leader, proximal: the weight that was best for all gradients so far, sparse through L1.
 *
 *     n′ = n + g²        σ = (n′⁻ᵖ − n⁻ᵖ) / α
 *     z ← z + g + 2λₛw − σw        n ← n′
 *     w ← (min(max(z, −λ₁), λ₁) − z) / (n⁻ᵖ / α + 2λ₂ + β / α)
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If learningRatePower is above 0, a strength, beta or initialAccumulatorValue is negative, or a shared
 * option is out of its range.
 * @example
 * const w = variable(tensor1d([0, 0]));
 * const sparse = ftrl({ learningRate: 1, initialAccumulatorValue: 0, l1RegularizationStrength: 1 });
 * sparse.applyGradients({ [w.name]: tensor1d([4, -0.5]) });
 * w; // [-0.75, 0]
 * @see McMahan et al. 2013, https://research.google.com/pubs/archive/41159.pdf. λₛ, and 2λ₂ for the paper's λ₂, as in Keras.
 */
export function ftrl(options: FtrlOptions = {}): Optimizer {
  const { learningRatePower = -0.5, initialAccumulatorValue = 0.1, beta = 0 } = options;
  const { l1RegularizationStrength = 0, l2RegularizationStrength = 0, l2ShrinkageRegularizationStrength = 0 } = options;
  if (!(learningRatePower <= 0)) refuse('ftrl', 'learningRatePower', 'be at most 0', learningRatePower);
  nonNegative('ftrl', {
    initialAccumulatorValue,
    beta,
    l1RegularizationStrength,
    l2RegularizationStrength,
    l2ShrinkageRegularizationStrength,
  });
  return optimizer('ftrl', options, {
    slots: (w) => ({ n: fill(w.shape, initialAccumulatorValue), z: zerosLike(w) }),
    rule: ({ w, g, n, z, learningRate }) => {
      // The formula divides by the rate, which a warm-up begins at 0.
      if (learningRate === 0) return { w, n, z };
      const before = pow(n, -learningRatePower);
      n = add(n, square(g));
      const after = pow(n, -learningRatePower);
      const sigma = div(sub(after, before), learningRate);
      z = sub(add(add(z, g), mul(w, 2 * l2ShrinkageRegularizationStrength)), mul(sigma, w));
      const pull = sub(clipByValue(z, -l1RegularizationStrength, l1RegularizationStrength), z);
      return {
        w: div(pull, add(div(after, learningRate), 2 * l2RegularizationStrength + beta / learningRate)),
        n,
        z,
      };
    },
  });
}
