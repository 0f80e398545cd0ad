import { type AdamOptions, adamNamed } from './adam.js';
import type { Optimizer } from './optimizer.js';

/**
 * AdamW: Adam with decoupled weight decay, 0.004 by default.
 *
 *     w ← w − αλw        then as Adam
 *
 * @param options - Adam's.
 * @throws {RangeError} If beta1 or beta2 is outside [0, 1), epsilon is not positive, or a shared option is out of its range.
 * @example
 * const w = variable(tensor1d([1, 2]));
 * adamW({ learningRate: 0.1, weightDecay: 0.5 }).applyGradients({ [w.name]: tensor1d([3, -0.01]) });
 * w; // [0.85, 2]
 * @see Loshchilov & Hutter 2019, https://arxiv.org/abs/1711.05101. The decay is scaled by α, as in Keras and PyTorch.
 */
export function adamW(options: AdamOptions = {}): Optimizer {
  return adamNamed('adamW', { weightDecay: 0.004, ...options });
}
