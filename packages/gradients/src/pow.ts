import { type GradConfig, greater, log, mul, onesLike, Pow, pow, sub, where, zerosLike } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `Pow`: b aᵇ⁻¹ and aᵇ ln a, the latter 0 where a ≤ 0. */
export const powGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Pow,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(mul(dy, mul(b, pow(a, sub(b, 1)))), a.shape),
    b: () => {
      // The logarithm of what is not positive counts as 0; the inner choice keeps NaN out of second derivatives.
      const positive = greater(a, 0);
      const logarithm = where(positive, log(where(positive, a, onesLike(a))), zerosLike(a));
      return unbroadcast(mul(dy, mul(pow(a, b), logarithm)), b.shape);
    },
  }),
});
