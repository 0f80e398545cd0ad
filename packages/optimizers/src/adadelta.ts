import { fraction, positive } from '@tenonjs/internal';
import { add, div, mul, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface AdadeltaOptions extends OptimizerOptions {
  /** ρ, how much of the mean squares is kept, in [0, 1); 0.95 by default. */
  rho?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
}

/**
 * Adadelta: steps in the units of the weight, from running means of the squared gradient and of the squared step.
 *
 *     a ← ρa + (1 − ρ)g²        Δ = g √(d + ε) / √(a + ε)        d ← ρd + (1 − ρ)Δ²
 *     w ← w − αΔ
 *
 * @param options - `learningRate` is 0.001 by default, as in Keras; the paper has 1.
 * @throws {RangeError} If rho is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * adadelta({ learningRate: 1, rho: 0, epsilon: 0.01 }).applyGradients({ [w.name]: tensor1d([30, -40]) });
 * w; // [0.9, 2.1]
 * @see Zeiler 2012, https://arxiv.org/abs/1212.5701
 */
export function adadelta(options: AdadeltaOptions = {}): Optimizer {
  const { rho = 0.95, epsilon = 1e-7 } = options;
  fraction('adadelta', { rho });
  positive('adadelta', { epsilon });
  return optimizer('adadelta', options, {
    slots: (w) => ({ a: zerosLike(w), d: zerosLike(w) }),
    rule: ({ w, g, a, d, learningRate }) => {
      a = running(a, square(g), rho);
      const delta = mul(g, div(sqrt(add(d, epsilon)), sqrt(add(a, epsilon))));
      d = running(d, square(delta), rho);
      return { w: sub(w, mul(delta, learningRate)), a, d };
    },
  });
}
