import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Argument, Work } from '../machine.js';
import { type Geometry, poolGeometry } from './geometry.js';
import { identity } from './identity.js';

const images = (info: Geometry): Work => ({
  count: info.batchSize,
  cost: 4 * info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth,
});

const bytesOf = (image: TensorInfo): number => 4 * sizeOf(image.shape.slice(1));

/** The arguments both gradients share, after the addresses; work is shared by images. */
const geometry = (info: Geometry): Argument[] => [
  'count',
  info.inHeight,
  info.inWidth,
  info.inChannels,
  info.outHeight,
  info.outWidth,
  info.filterHeight,
  info.filterWidth,
  info.dilationHeight,
  info.dilationWidth,
  info.strideHeight,
  info.strideWidth,
  info.padInfo.top,
  info.padInfo.left,
];

export const maxPoolGrad: Kernel = (m, { dy, input }, attrs) => {
  const info = poolGeometry(input.shape, attrs);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const twos = [
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    inHeight / outHeight,
    inWidth / outWidth,
  ];
  if (inChannels % 4 === 0 && info.dilationHeight === 1 && info.dilationWidth === 1 && twos.every((two) => two === 2)) {
    const dx = m.make(input.shape);
    const row = 4 * outWidth * inChannels;
    m.parallel(
      'maxPoolGrad2x2',
      { count: batchSize * outHeight, cost: 4 * row },
      m.along(input, 4 * row),
      m.along(dy, row),
      m.along(dx, 4 * row),
      'count',
      outWidth,
      inChannels,
    );
    return dx;
  }
  const dx = m.zeros(input.shape);
  m.parallel(
    'maxPoolGrad',
    images(info),
    m.along(input, bytesOf(input)),
    m.along(dy, bytesOf(dy)),
    m.along(dx, bytesOf(dx)),
    ...geometry(info),
  );
  return dx;
};

export const avgPoolGrad: Kernel = (m, { dy, input }, attrs) => {
  const info = poolGeometry(input.shape, attrs);
  const dx = m.zeros(input.shape);
  // Of padding given in numbers tfjs-core's tests ask that it counts, though not forwards; "same" padding never counts.
  m.parallel(
    'avgPoolGrad',
    images(info),
    m.along(dy, bytesOf(dy)),
    m.along(dx, bytesOf(dx)),
    ...geometry(info),
    attrs.pad !== 'same',
  );
  return dx;
};

/** By tfjs's module, but that windows of one pixel whose centre padding moves give it garbage, and all other backends x. */
const forward =
  (name: 'MaxPool' | 'AvgPool'): Kernel =>
  (m, { x }, attrs) => {
    const info = poolGeometry(x.shape, attrs);
    const { filterHeight, filterWidth, inShape, outShape, strideHeight, strideWidth, inChannels } = info;
    if (filterHeight === 1 && filterWidth === 1 && inShape.every((size, axis) => size === outShape[axis]))
      return identity(m, { x }, attrs);
    if (x.dtype !== 'float32') throw new Error(`Error in ${name}: only float32 input is supported. Got ${x.dtype}.`);
    const y = m.make(outShape);
    const { top, right, bottom, left } = info.padInfo;
    const dilations = name === 'MaxPool' ? [1, 1] : [];
    const channels = name === 'MaxPool' ? [inChannels, inChannels] : [inChannels];
    m.tfjs(
      name,
      x,
      ...inShape.slice(0, 3),
      filterHeight,
      filterWidth,
      top,
      right,
      bottom,
      left,
      ...dilations,
      strideHeight,
      strideWidth,
      ...channels,
      y,
    );
    return y;
  };

export const maxPool: Kernel = forward('MaxPool');

export const avgPool: Kernel = forward('AvgPool');

/** The first maximum of each window and where it is: (row · width + column) · channels + channel, in the batch or in its image. */
export const maxPoolWithArgmax: Kernel = (m, { x }, attrs) => {
  if (x.shape.length !== 4)
    throw new RangeError(`maxPoolWithArgmax: x must be of rank 4, got [${x.shape.join(', ')}].`);
  const info = poolGeometry(x.shape, attrs);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const [y, index] = [m.make(info.outShape, x.dtype), m.make(info.outShape, 'int32')];
  const [from, values, indices] = [m.values(x), m.values(y), m.values(index)];
  let at = 0;
  for (let n = 0; n < batchSize; n++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let d = 0; d < inChannels; d++, at++) {
          let [best, greatest] = [-1, Number.NEGATIVE_INFINITY];
          for (let r = 0; r < info.filterHeight; r++) {
            const row = i * info.strideHeight + r - info.padInfo.top;
            if (row < 0 || row >= inHeight) continue;
            for (let s = 0; s < info.filterWidth; s++) {
              const column = j * info.strideWidth + s - info.padInfo.left;
              if (column < 0 || column >= inWidth) continue;
              const p = ((n * inHeight + row) * inWidth + column) * inChannels + d;
              if (best < 0 || from[p]! > greatest) best = p;
              if (from[p]! > greatest) greatest = from[p]!;
            }
          }
          values[at] = greatest;
          indices[at] = attrs.includeBatchInIndex ? best : best - n * inHeight * inWidth * inChannels;
        }
  return [y, index];
};
