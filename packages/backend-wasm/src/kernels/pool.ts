import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Argument, Work } from '../machine.js';

const images = (info: backend_util.Conv2DInfo): Work => ({
  count: info.batchSize,
  cost: 4 * info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth,
});

const bytesOf = (image: TensorInfo): number => 4 * sizeOf(image.shape.slice(1));

const infoOf = (
  shape: any,
  { filterSize, strides, pad, dilations = 1, dimRoundingMode }: any,
): backend_util.Conv2DInfo =>
  backend_util.computePool2DInfo(shape, filterSize, strides, dilations, pad, dimRoundingMode);

/** The arguments both gradients share, after the addresses; work is shared by images. */
const geometry = (info: backend_util.Conv2DInfo): Argument[] => [
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
  const info = infoOf(input.shape, attrs);
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
  const info = infoOf(input.shape, attrs);
  const dx = m.zeros(input.shape);
  // Of padding given in numbers tfjs-core's tests ask that it counts, though not forwards; "same" padding never counts.
  m.parallel(
    'avgPoolGrad',
    images(info),
    m.along(dy, bytesOf(dy)),
    m.along(dx, bytesOf(dx)),
    ...geometry(info),
    info.padInfo.type !== 'SAME',
  );
  return dx;
};
