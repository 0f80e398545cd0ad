import type { Kernels } from '../kernel.js';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from '../kernels/pool.js';

/** Kernels for pooling of sequences and images. */
export const pooling: Kernels = {
  stock: [],
  own: {
    AvgPool: avgPool,
    AvgPoolGrad: avgPoolGrad,
    MaxPool: maxPool,
    MaxPoolGrad: maxPoolGrad,
  },
};
