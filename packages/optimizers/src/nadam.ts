import { fraction, nonNegative, positive } from '@tenonjs/internal';
import { add, div, mul, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface NadamOptions extends OptimizerOptions {
  /** β₁, the momentum towards which μ rises, in [0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how much of the mean squared gradient is kept, in [0, 1); 0.999 by default. */
  beta2?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
  /** ψ, how fast μ rises; 0.004 by default, as in the paper and in PyTorch. Keras 3 has 1. */
  momentumDecay?: number;
}

/**
 * Nadam: Adam with Nesterov's momentum.
 *
 *     μₜ = β₁(1 − ½ · 0.96^(ψt))
 *     m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
 *     m̂ = μₜ₊₁ m / (1 − ∏ᵢ₌₁ᵗ⁺¹ μᵢ) + (1 − μₜ) g / (1 − ∏ᵢ₌₁ᵗ μᵢ)        v̂ = v / (1 − β₂ᵗ)
 *     w ← w − αm̂ / (√v̂ + ε)
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), epsilon is not positive, momentumDecay is negative, or a shared
 * option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * nadam({ learningRate: 0.1, beta1: 0 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, 2.1]
 * @see Dozat 2016, https://openreview.net/pdf?id=OM0jvwB8jIp57ZJjtNEZ
 */
export function nadam(options: NadamOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, momentumDecay = 0.004 } = options;
  fraction('nadam', { beta1, beta2 });
  positive('nadam', { epsilon });
  nonNegative('nadam', { momentumDecay });

  const mu = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** (momentumDecay * t));
  // ∏ μᵢ up to t follows from t alone; what was computed last is remembered, and begun anew where t went back.
  let [at, product] = [0, 1];
  const productOf = (t: number): number => {
    if (t < at) [at, product] = [0, 1];
    while (at < t) product *= mu(++at);
    return product;
  };

  return optimizer('nadam', options, {
    slots: (w) => ({ m: zerosLike(w), v: zerosLike(w) }),
    rule: ({ w, g, m, v, learningRate, step }) => {
      m = running(m, g, beta1);
      v = running(v, square(g), beta2);
      const past = productOf(step);
      const ahead = mul(m, mu(step + 1) / (1 - past * mu(step + 1)));
      const here = mul(g, (1 - mu(step)) / (1 - past));
      const size = add(sqrt(div(v, 1 - beta2 ** step)), epsilon);
      return { w: sub(w, mul(div(add(ahead, here), size), learningRate)), m, v };
    },
  });
}
