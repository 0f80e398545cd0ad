import type { Kernels } from '../kernel.js';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from '../kernels/pool.js';
import { avgPoolConfig } from '../tfjs/AvgPool.js';
import { maxPoolConfig } from '../tfjs/MaxPool.js';

/** Kernels for pooling of sequences and images. */
export const pooling: Kernels = {
  stock: [avgPoolConfig, maxPoolConfig],
  own: {
    AvgPool: avgPool,
    AvgPoolGrad: avgPoolGrad,
    MaxPool: maxPool,
    MaxPoolGrad: maxPoolGrad,
  },
};
