import { backend_util } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel.js';

const infoOf = (
  shape: any,
  { filterSize, strides, pad, dilations = 1, dimRoundingMode }: any,
): backend_util.Conv2DInfo =>
  backend_util.computePool2DInfo(shape, filterSize, strides, dilations, pad, dimRoundingMode);

/** The arguments both gradients share, after the addresses. */
const geometry = (info: backend_util.Conv2DInfo): number[] => [
  info.batchSize,
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
    m.run.maxPoolGrad2x2(m.at(input), m.at(dy), m.at(dx), batchSize * outHeight, outWidth, inChannels);
    return dx;
  }
  const dx = m.zeros(input.shape);
  m.run.maxPoolGrad(m.at(input), m.at(dy), m.at(dx), ...geometry(info));
  return dx;
};

export const avgPoolGrad: Kernel = (m, { dy, input }, attrs) => {
  const info = infoOf(input.shape, attrs);
  const dx = m.zeros(input.shape);
  // Of padding given in numbers tfjs-core's tests ask that it counts, though not forwards; "same" padding never counts.
  m.run.avgPoolGrad(m.at(dy), m.at(dx), ...geometry(info), info.padInfo.type !== 'SAME');
  return dx;
};
