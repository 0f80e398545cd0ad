import type { Kernels } from '../kernel.js';
import { batchToSpaceND, depthToSpace, spaceToBatchND } from '../kernels/blocks.js';
import { dilation2d, dilation2dBackpropFilter, dilation2dBackpropInput } from '../kernels/dilation2d.js';
import {
  resizeBilinear,
  resizeBilinearGrad,
  resizeNearestNeighbor,
  resizeNearestNeighborGrad,
} from '../kernels/resize.js';
import { cropAndResizeConfig } from '../tfjs/CropAndResize.js';
import { flipLeftRightConfig } from '../tfjs/FlipLeftRight.js';
import { mirrorPadConfig } from '../tfjs/MirrorPad.js';
import { nonMaxSuppressionV3Config } from '../tfjs/NonMaxSuppressionV3.js';
import { nonMaxSuppressionV4Config } from '../tfjs/NonMaxSuppressionV4.js';
import { nonMaxSuppressionV5Config } from '../tfjs/NonMaxSuppressionV5.js';
import { padV2Config } from '../tfjs/PadV2.js';
import { rotateWithOffsetConfig } from '../tfjs/RotateWithOffset.js';
import { transformConfig } from '../tfjs/Transform.js';

/** Kernels for resizing, cropping, turning, boxes. */
export const images: Kernels = {
  stock: [
    cropAndResizeConfig,
    flipLeftRightConfig,
    mirrorPadConfig,
    nonMaxSuppressionV3Config,
    nonMaxSuppressionV4Config,
    nonMaxSuppressionV5Config,
    padV2Config,
    rotateWithOffsetConfig,
    transformConfig,
  ],
  own: {
    BatchToSpaceND: batchToSpaceND,
    DepthToSpace: depthToSpace,
    Dilation2D: dilation2d,
    Dilation2DBackpropFilter: dilation2dBackpropFilter,
    Dilation2DBackpropInput: dilation2dBackpropInput,
    ResizeBilinear: resizeBilinear,
    ResizeBilinearGrad: resizeBilinearGrad,
    ResizeNearestNeighbor: resizeNearestNeighbor,
    ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
    SpaceToBatchND: spaceToBatchND,
  },
};
