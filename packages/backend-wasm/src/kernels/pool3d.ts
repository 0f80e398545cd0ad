import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { type Conv3DInfo, computePool3DInfo } from '../tfjs/core.js';

/** As in assembly/pool3d.ts. */
const [MAX, MAX_GRAD, AVERAGE, AVERAGE_GRAD] = [0, 1, 2, 3];

const infoOf = (shape: any, { filterSize, strides, pad, dilations = 1, dimRoundingMode }: any): Conv3DInfo =>
  computePool3DInfo(shape, filterSize, strides, dilations, pad, dimRoundingMode);

function pool(
  m: Machine,
  kind: number,
  info: Conv3DInfo,
  x: TensorInfo | undefined,
  y: TensorInfo,
  dx: TensorInfo | undefined,
): void {
  const [inBytes, outBytes] = [4 * sizeOf(info.inShape.slice(1)), 4 * sizeOf(info.outShape.slice(1))];
  m.parallel(
    'pool3d',
    { count: info.batchSize, cost: outBytes * info.filterDepth * info.filterHeight * info.filterWidth },
    kind,
    m.along(x, inBytes),
    m.along(y, outBytes),
    m.along(dx, inBytes),
    'count',
    info.inDepth,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outDepth,
    info.outHeight,
    info.outWidth,
    info.filterDepth,
    info.filterHeight,
    info.filterWidth,
    info.dilationDepth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideDepth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.front,
    info.padInfo.top,
    info.padInfo.left,
    // As for images: of padding given in numbers tfjs-core's tests ask that it counts.
    info.padInfo.type !== 'SAME',
  );
}

const forward =
  (kind: number): Kernel =>
  (m, { x }, attrs) => {
    const info = infoOf(x.shape, attrs);
    const y = m.make(info.outShape);
    pool(m, kind, info, x, y, undefined);
    return y;
  };

const gradient =
  (kind: number): Kernel =>
  (m, { dy, input }, attrs) => {
    const dx = m.zeros(input.shape);
    pool(m, kind, infoOf(input.shape, attrs), input, dy, dx);
    return dx;
  };

export const maxPool3d: Kernel = forward(MAX);

export const maxPool3dGrad: Kernel = gradient(MAX_GRAD);

export const avgPool3d: Kernel = forward(AVERAGE);

export const avgPool3dGrad: Kernel = gradient(AVERAGE_GRAD);
