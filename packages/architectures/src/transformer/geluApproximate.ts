import { gelu } from '@tenonjs/activations';
import type { Activation } from '@tenonjs/contracts';
import { named } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * `gelu` by its tanh approximation, as GPT-2 has it, under a name to save it by.
 *
 *     y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))
 *
 * @example
 * geluApproximate(tensor1d([-1, 0, 2])); // [-0.158808, 0, 1.954598]
 * @see Hendrycks & Gimpel 2016, https://arxiv.org/abs/1606.08415
 */
export const geluApproximate: Activation = /* @__PURE__ */ named(
  'geluApproximate',
  (x: Tensor): Tensor => gelu(x, { approximate: true }),
);
