import { BatchMatMul, type GradConfig, matMul } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { unbroadcast } from './unbroadcast.js';

interface Attrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** `BatchMatMul`: dA = dY·Bᵀ, dB = Aᵀ·dY, and their transposes; summed over batches that were broadcast. */
export const batchMatMulGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b], { transposeA, transposeB }: Attrs) => ({
    a: () => unbroadcast(transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB), a.shape),
    b: () => unbroadcast(transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false), b.shape),
  }),
});
