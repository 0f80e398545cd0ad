import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { type Geometry, type Pooling, poolGeometry } from './geometry.js';

/** As in assembly/pool3d.ts. */
const [MAX, MAX_GRAD, AVERAGE, AVERAGE_GRAD] = [0, 1, 2, 3];

function pool(
  m: Machine,
  kind: number,
  info: Geometry,
  { pad }: Pooling,
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
    pad !== 'same',
  );
}

const forward =
  (kind: number): Kernel =>
  (m, { x }, attrs) => {
    const info = poolGeometry(x.shape, attrs);
    const y = m.make(info.outShape);
    pool(m, kind, info, attrs, x, y, undefined);
    return y;
  };

const gradient =
  (kind: number): Kernel =>
  (m, { dy, input }, attrs) => {
    const dx = m.zeros(input.shape);
    pool(m, kind, poolGeometry(input.shape, attrs), attrs, input, dy, dx);
    return dx;
  };

export const maxPool3d: Kernel = forward(MAX);

export const maxPool3dGrad: Kernel = gradient(MAX_GRAD);

export const avgPool3d: Kernel = forward(AVERAGE);

export const avgPool3dGrad: Kernel = gradient(AVERAGE_GRAD);
