import type { Kernels } from '../kernel.js';
import { dilation2d, dilation2dBackpropFilter, dilation2dBackpropInput } from '../kernels/dilation2d.js';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from '../kernels/resize.js';
import { slice } from '../kernels/slice.js';
import { transpose } from '../kernels/transpose.js';
import { batchToSpaceNDConfig } from '../tfjs/BatchToSpaceND.js';
import { cropAndResizeConfig } from '../tfjs/CropAndResize.js';
import { depthToSpaceConfig } from '../tfjs/DepthToSpace.js';
import { flipLeftRightConfig } from '../tfjs/FlipLeftRight.js';
import { mirrorPadConfig } from '../tfjs/MirrorPad.js';
import { nonMaxSuppressionV3Config } from '../tfjs/NonMaxSuppressionV3.js';
import { nonMaxSuppressionV4Config } from '../tfjs/NonMaxSuppressionV4.js';
import { nonMaxSuppressionV5Config } from '../tfjs/NonMaxSuppressionV5.js';
import { resizeBilinearConfig } from '../tfjs/ResizeBilinear.js';
import { resizeNearestNeighborConfig } from '../tfjs/ResizeNearestNeighbor.js';
import { rotateWithOffsetConfig } from '../tfjs/RotateWithOffset.js';
import { spaceToBatchNDConfig } from '../tfjs/SpaceToBatchND.js';
import { transformConfig } from '../tfjs/Transform.js';

/** Kernels for resizing, cropping, turning, boxes. */
export const images: Kernels = {
  stock: [
    batchToSpaceNDConfig,
    cropAndResizeConfig,
    depthToSpaceConfig,
    flipLeftRightConfig,
    mirrorPadConfig,
    nonMaxSuppressionV3Config,
    nonMaxSuppressionV4Config,
    nonMaxSuppressionV5Config,
    resizeBilinearConfig,
    resizeNearestNeighborConfig,
    rotateWithOffsetConfig,
    spaceToBatchNDConfig,
    transformConfig,
  ],
  own: {
    Dilation2D: dilation2d,
    Dilation2DBackpropFilter: dilation2dBackpropFilter,
    Dilation2DBackpropInput: dilation2dBackpropInput,
    ResizeBilinearGrad: resizeBilinearGrad,
    ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
    Slice: slice,
    Transpose: transpose,
  },
};
