import { fraction, nonNegative } from '@tenonjs/internal';
import { add, maximum, mul, pow, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { bernoulli, smoothed } from './bernoulli.js';
import { EPSILON } from './clip.js';
import { elementwise } from './elementwise.js';
import type { LossWith } from './loss.js';
import type { RowLoss } from './rows.js';

export interface BinaryFocalCrossentropyOptions {
  /** Whether to weigh positive targets by alpha and negative ones by 1 − alpha. Default false. */
  readonly applyClassBalancing?: boolean;
  /** Weight of positive targets, in [0, 1). Default 0.25. */
  readonly alpha?: number;
  /** How strongly easy elements are played down; 0 gives binaryCrossentropy. Default 2. */
  readonly gamma?: number;
  /** Whether yPred is logits, before a sigmoid. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** Moves targets this far towards ½, in [0, 1). Default 0. */
  readonly labelSmoothing?: number;
}

/**
 * Binary focal crossentropy: binary crossentropy that plays down what is classified well already.
 *
 *     −αₜ (1 − pₜ)ᵞ log pₜ            pₜ = p where t = 1, 1 − p where t = 0; αₜ likewise of α, with applyClassBalancing
 *
 * Logits are not limited to probabilities in [10⁻⁷, 1 − 10⁻⁷] as Keras does, so that gradients never vanish where the
 * prediction is most wrong.
 *
 * @param yTrue - Targets in [0, 1], `[batch, …]`; no gradient flows to them.
 * @param yPred - Probabilities or logits, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over all other axes.
 * @throws {RangeError} If the shapes differ, alpha or labelSmoothing is outside [0, 1), or gamma is negative.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * binaryFocalCrossentropy(tensor2d([[0, 1]]), tensor2d([[0.5, 0.5]])); // [0.173287]
 * @see Lin et al. 2017, https://arxiv.org/abs/1708.02002; Keras's `binary_focal_crossentropy`.
 */
export const binaryFocalCrossentropy: LossWith<BinaryFocalCrossentropyOptions> = /* @__PURE__ */ elementwise(
  'binaryFocalCrossentropy',
  (options: BinaryFocalCrossentropyOptions = {}) => {
    const { applyClassBalancing = false, alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0 } = options;
    fraction('binaryFocalCrossentropy', { alpha, labelSmoothing });
    nonNegative('binaryFocalCrossentropy', { gamma });
    return (yTrue, x) => {
      const t = smoothed(yTrue, labelSmoothing);
      const plain = focal(t, x, gamma, fromLogits);
      return applyClassBalancing ? weighted(plain, add(mul(t, 2 * alpha - 1), 1 - alpha)) : plain;
    };
  },
);

/** With u = 1 − pₜ and the crossentropy c: (uᵞ c)′ = uᵞ c′ + γ uᵞ⁻¹ u′ c. */
function focal(t: Tensor, x: Tensor, gamma: number, fromLogits: boolean): RowLoss {
  const c = bernoulli(fromLogits, t, x);
  const p = fromLogits ? sigmoid(x) : x;
  const u = add(mul(t, sub(1, p)), mul(sub(1, t), p));
  const power = pow(u, gamma);
  return {
    value: mul(power, c.value),
    keep: [c.value, t, p, u, power, ...c.keep],
    slope: ([value, t, p, u, power, ...kept]) => {
      const du = sub(1, mul(t!, 2));
      const byInput = fromLogits ? mul(du, mul(p!, sub(1, p!))) : du;
      // For γ < 1 the power is infinite at u = 0, where u′ c is zero.
      const fall = mul(pow(maximum(u!, EPSILON), gamma - 1), gamma);
      return add(mul(power!, c.slope(kept)), mul(mul(fall, byInput), value!));
    },
  };
}

const weighted = ({ value, keep, slope }: RowLoss, weight: Tensor): RowLoss => ({
  value: mul(value, weight),
  keep: [...keep, weight],
  slope: (kept) => mul(slope(kept), kept.at(-1)!),
});
