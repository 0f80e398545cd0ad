import { backend_util } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel.js';

const infoOf = (
  inShape: any,
  filterShape: any,
  { strides, pad, dilations = 1, dimRoundingMode }: any,
): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(inShape, filterShape, strides, dilations, pad, dimRoundingMode, true);

export const depthwiseBackpropInput: Kernel = (m, { dy, filter }, attrs) => {
  const info = infoOf(attrs.inputShape, filter.shape, attrs);
  const dx = m.zeros(info.inShape);
  m.parallel(
    'depthwiseInputGrad',
    {
      count: info.batchSize,
      cost: 2 * info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth,
    },
    m.along(dy, 4 * info.outHeight * info.outWidth * info.outChannels),
    'count',
    info.outHeight,
    info.outWidth,
    m.at(filter),
    info.filterHeight,
    info.filterWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideHeight,
    info.strideWidth,
    m.along(dx, 4 * info.inHeight * info.inWidth * info.inChannels),
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outChannels / info.inChannels,
    info.padInfo.top,
    info.padInfo.left,
  );
  return dx;
};

export const depthwiseBackpropFilter: Kernel = (m, { x, dy }, attrs) => {
  const info = infoOf(x.shape, attrs.filterShape, attrs);
  const dFilter = m.zeros(info.filterShape);
  m.run.depthwiseFilterGrad(
    m.at(x),
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outChannels / info.inChannels,
    info.padInfo.top,
    info.padInfo.left,
    m.at(dy),
    info.outHeight,
    info.outWidth,
    info.filterHeight,
    info.filterWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideHeight,
    info.strideWidth,
    m.at(dFilter),
  );
  return dFilter;
};
