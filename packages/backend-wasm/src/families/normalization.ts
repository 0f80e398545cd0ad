import type { Kernels } from '../kernel.js';
import {
  batchNormalization,
  batchNormalizationGrad,
  batchNormalizationInference,
  layerNormalization,
  layerNormalizationGrad,
} from '../kernels/normalization.js';
import { fusedBatchNormConfig } from '../tfjs/FusedBatchNorm.js';
import { lrnConfig } from '../tfjs/LRN.js';
import { lrnGradConfig } from '../tfjs/LRNGrad.js';

/** Kernels for normalisation by layer, batch and neighbours. */
export const normalization: Kernels = {
  stock: [fusedBatchNormConfig, lrnConfig, lrnGradConfig],
  own: {
    BatchNormalization: batchNormalization,
    BatchNormalizationGrad: batchNormalizationGrad,
    BatchNormalizationInference: batchNormalizationInference,
    LayerNormalization: layerNormalization,
    LayerNormalizationGrad: layerNormalizationGrad,
  },
};
