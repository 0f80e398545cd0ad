import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel.js';
import type { Machine } from '../machine.js';

/** The arguments both gradients share, after the addresses. */
function geometry(shape: any, { filterSize, strides, pad, dilations = 1, dimRoundingMode }: any): number[] {
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, dilations, pad, dimRoundingMode);
  return [
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
}

const zerosLike = (m: Machine, x: TensorInfo): TensorInfo => m.zeros(x.shape);

export const maxPoolGrad: Kernel = (m, { dy, input }, attrs) => {
  const dx = zerosLike(m, input);
  m.run.maxPoolGrad(m.at(input), m.at(dy), m.at(dx), ...geometry(input.shape, attrs));
  return dx;
};

export const avgPoolGrad: Kernel = (m, { dy, input }, attrs) => {
  const dx = zerosLike(m, input);
  m.run.avgPoolGrad(m.at(dy), m.at(dx), ...geometry(input.shape, attrs));
  return dx;
};
