import type { Kernels } from '../kernel.js';
import { conv3d, conv3dBackpropFilter, conv3dBackpropInput } from '../kernels/conv3d.js';
import { avgPool3d, avgPool3dGrad, maxPool3d, maxPool3dGrad } from '../kernels/pool3d.js';

/** Kernels for convolutions and pooling of volumes. */
export const volumes: Kernels = {
  stock: [],
  own: {
    AvgPool3D: avgPool3d,
    AvgPool3DGrad: avgPool3dGrad,
    Conv3D: conv3d,
    Conv3DBackpropFilterV2: conv3dBackpropFilter,
    Conv3DBackpropInputV2: conv3dBackpropInput,
    MaxPool3D: maxPool3d,
    MaxPool3DGrad: maxPool3dGrad,
  },
};
