import { exp, fill, type GradConfig, greater, minimum, mul, Selu, where } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** `Selu`: λ above 0, λα eˣ below. */
export const seluGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Selu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => mul(dy, where(greater(x, 0), fill(x.shape, scale), mul(exp(minimum(x, 0)), scale * alpha))),
  }),
});
