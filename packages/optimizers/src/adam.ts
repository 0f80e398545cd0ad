import { fraction, positive } from '@tenonjs/internal';
import { add, div, maximum, mul, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface AdamOptions extends OptimizerOptions {
  /** β₁, how much of the mean gradient is kept, in [0, 1); 0.9 by default. */
  beta1?: number;
  /** β₂, how much of the mean squared gradient is kept, in [0, 1); 0.999 by default. */
  beta2?: number;
  /** ε, positive; 1e-7 by default. */
  epsilon?: number;
  /** Divides by the largest v so far instead of the present one. False by default. */
  amsgrad?: boolean;
}

/**
 * Adam: a step size per weight, from running means of its gradient and squared gradient.
 *
 *     m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
 *     w ← w − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 *
 * With `amsgrad`, v̂ ← max(v̂, v) stands in v's place in the second line.
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * adam({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([3, -0.01]) });
 * w; // [0.9, 2.1]
 * @see Kingma & Ba 2015, https://arxiv.org/abs/1412.6980. ε is the paper's ε̂, as in Keras. Tutorials print variants with
 * the means uncorrected, or with ε under the root; this is the paper's. AMSGrad: Reddi et al. 2018, https://arxiv.org/abs/1904.09237.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return adamNamed('adam', options);
}

/** The same under another name, for errors and saved models. */
export function adamNamed(type: string, options: AdamOptions): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad } = options;
  fraction(type, { beta1, beta2 });
  positive(type, { epsilon });
  return optimizer(type, options, {
    slots: (w) => ({ m: zerosLike(w), v: zerosLike(w), vhat: amsgrad && zerosLike(w) }),
    decays: true,
    rule: ({ w, g, m, v, vhat, learningRate, step, weightDecay }) => {
      const alpha = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      const decay = learningRate * weightDecay;
      const fast = fused('AdamStep', g, { w, m, v, vhat }, { alpha, beta1, beta2, epsilon, decay });
      if (fast) return fast;
      if (decay) w = mul(w, 1 - decay);
      m = running(m, g, beta1);
      v = running(v, square(g), beta2);
      vhat = vhat && maximum(vhat, v);
      return { w: sub(w, mul(div(m, add(sqrt(vhat || v), epsilon)), alpha)), m, v, vhat };
    },
  });
}
