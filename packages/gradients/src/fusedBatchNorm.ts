import { add, FusedBatchNorm, type GradConfig, mul, neg, rsqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

/** `FusedBatchNorm`: y = (x − μ) / √(σ² + ε) · γ + β, by each of the five. tfjs cannot save a γ that is left out: give `batchNorm` one. */
export const fusedBatchNormGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: FusedBatchNorm,
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, [x, mean, variance, scale], { varianceEpsilon }: { varianceEpsilon: number }) => {
    const inverse = (): Tensor => rsqrt(add(variance, varianceEpsilon));
    const slope = (): Tensor => mul(inverse(), scale ?? 1);
    return {
      x: () => mul(dy, slope()),
      mean: () => unbroadcast(neg(mul(dy, slope())), mean.shape),
      variance: () =>
        unbroadcast(mul(mul(dy, sub(x, mean)), mul(mul(slope(), square(inverse())), -0.5)), variance.shape),
      scale: () => unbroadcast(mul(mul(dy, sub(x, mean)), inverse()), mean.shape),
      offset: () => unbroadcast(dy, mean.shape),
    };
  },
});
