import type { Kernels } from '../kernel.js';
import { attentionGrad, attention as attentionKernel } from '../kernels/attention.js';
import { einsum } from '../kernels/einsum.js';

/** Kernels for attention. */
export const attention: Kernels = {
  stock: [],
  own: {
    Attention: attentionKernel,
    AttentionGrad: attentionGrad,
    Einsum: einsum,
  },
};
