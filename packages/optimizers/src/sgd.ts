import { fraction } from '@tenonjs/internal';
import { add, mul, sub, zerosLike } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';

export interface SgdOptions extends OptimizerOptions {
  /** μ, in [0, 1); 0 by default. */
  momentum?: number;
  /** Looks ahead by one step of the momentum. False by default. */
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent, with momentum if wanted.
 *
 *     w ← w − αg                                   without momentum
 *     m ← μm − αg      w ← w + m                   with it
 *                      w ← w + μm − αg             Nesterov's
 *
 * @param options - `learningRate` is 0.01 by default.
 * @throws {RangeError} If momentum is outside [0, 1) or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * sgd({ learningRate: 0.5 }).applyGradients({ [w.name]: tensor1d([1, -1]) });
 * w; // [0.5, 2.5]
 * @see Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html. As in Keras, α is inside of m, so that a
 * schedule changes the steps to come and not those that m remembers; PyTorch's momentum does the opposite.
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { learningRate = 0.01, momentum = 0, nesterov = false } = options;
  fraction('sgd', { momentum });
  return optimizer(
    'sgd',
    { ...options, learningRate },
    {
      slots: (w) => ({ m: momentum > 0 ? zerosLike(w) : undefined }),
      rule: ({ w, g, m, learningRate }) => {
        const fast = fused('SgdStep', g, { w, m }, { learningRate, momentum, nesterov });
        if (fast) return fast;
        const step = mul(g, learningRate);
        if (m === undefined) return { w: sub(w, step), m };
        m = sub(mul(m, momentum), step);
        return { w: nesterov ? sub(add(w, mul(m, momentum)), step) : add(w, m), m };
      },
    },
  );
}
