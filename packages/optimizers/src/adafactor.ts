import { positive, refuse } from '@tenonjs/internal';
import {
  add,
  div,
  expandDims,
  maximum,
  mean,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface AdafactorOptions extends OptimizerOptions {
  /** γ, below 0: how much of the mean squares is kept rises as 1 − tᵞ. −0.8 by default. */
  beta2Decay?: number;
  /** ε₁, added to the squared gradient; 1e-30 by default. */
  epsilon1?: number;
  /** ε₂, the least scale of a weight; 1e-3 by default. */
  epsilon2?: number;
  /** d, the largest root mean square of a step before it is scaled; 1 by default. */
  clipThreshold?: number;
  /** Limits the rate to 1/√t. True by default. */
  relativeStep?: boolean;
}

/**
 * Adafactor: Adam's step sizes from row and column means of the squared gradient, so that a matrix of n × m needs a state
 * of n + m numbers.
 *
 *     β = 1 − tᵞ        s = g² + ε₁
 *     r ← βr + (1 − β) mean(s, columns)        c ← βc + (1 − β) mean(s, rows)        v = r c / mean(r)
 *     v ← βv + (1 − β) s                                            for weights of fewer than two axes
 *     u = g / √v        w ← w − min(α, 1/√t) · max(ε₂, rms(w)) · u / max(1, rms(u) / d)
 *
 * @param options - `learningRate` is 0.001 by default.
 * @throws {RangeError} If beta2Decay is not below 0, an epsilon or clipThreshold is not positive, or a shared option is out
 * of its range.
 * @example
 * const w = variable(tensor1d([1, -1]));
 * adafactor({ learningRate: 0.1 }).applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.9, -0.9]
 * @see Shazeer & Stern 2018, https://arxiv.org/abs/1804.04235
 */
export function adafactor(options: AdafactorOptions = {}): Optimizer {
  const { beta2Decay = -0.8, epsilon1 = 1e-30, epsilon2 = 1e-3, clipThreshold = 1, relativeStep = true } = options;
  if (!(beta2Decay < 0)) refuse('adafactor', 'beta2Decay', 'be below 0', beta2Decay);
  positive('adafactor', { epsilon1, epsilon2, clipThreshold });
  const rms = (x: Tensor): Tensor => sqrt(mean(square(x)));
  return optimizer('adafactor', options, {
    slots: (w): { [slot in 'r' | 'c' | 'v']?: Tensor | undefined } =>
      w.rank < 2 ? { v: zerosLike(w) } : { r: sum(zerosLike(w), -1), c: sum(zerosLike(w), -2) },
    rule: ({ w, g, r, c, v, learningRate, step }) => {
      const beta = 1 - step ** beta2Decay;
      const s = add(square(g), epsilon1);
      r = r && running(r, mean(s, -1), beta);
      c = c && running(c, mean(s, -2), beta);
      v = v && running(v, s, beta);
      const scale = v ?? mul(expandDims(div(r!, mean(r!, -1, true)), -1), expandDims(c!, -2));
      const u = div(g, sqrt(scale));
      const alpha = relativeStep ? Math.min(learningRate, 1 / Math.sqrt(step)) : learningRate;
      const length = div(mul(maximum(rms(w), epsilon2), alpha), maximum(div(rms(u), clipThreshold), 1));
      return { w: sub(w, mul(u, length)), r, c, v };
    },
  });
}
