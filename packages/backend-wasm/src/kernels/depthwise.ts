import type { TensorInfo } from '@tensorflow/tfjs-core';
import { epilogue, type Kernel, stock } from '../kernel.js';
import type { Machine } from '../machine.js';
import { channelsFirst } from './conv2d.js';
import { type Geometry, geometry, type Windows } from './geometry.js';

const infoOf = (inShape: number[], filterShape: readonly number[], attrs: Windows): Geometry =>
  geometry(inShape, filterShape, inShape[3]! * filterShape[3]!, attrs);

function convolve(
  m: Machine,
  info: Geometry,
  x: TensorInfo,
  filter: TensorInfo,
  y: TensorInfo,
  bias: number,
  flags: number,
): void {
  m.parallel(
    'depthwise',
    {
      count: info.batchSize,
      cost: info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth,
    },
    m.along(x, 4 * info.inHeight * info.inWidth * info.inChannels),
    'count',
    info.inHeight,
    info.inWidth,
    m.at(filter),
    info.filterHeight,
    info.filterWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideHeight,
    info.strideWidth,
    m.along(y, 4 * info.outHeight * info.outWidth * info.outChannels),
    info.outHeight,
    info.outWidth,
    info.inChannels,
    info.outChannels / info.inChannels,
    info.padInfo.top,
    info.padInfo.left,
    bias,
    flags,
  );
}

function forward(m: Machine, inputs: any, attrs: any): TensorInfo {
  const { x, filter } = inputs;
  const info = infoOf(x.shape, filter.shape, attrs);
  const { bias, flags, finish } = epilogue(m, info.outChannels, inputs, attrs);
  const y = m.make(info.outShape);
  convolve(m, info, x, filter, y, bias, flags);
  return finish(y);
}

export const depthwiseConv2d: Kernel = channelsFirst(
  (m, { x, filter }, attrs) => forward(m, { x, filter }, attrs),
  ['x'],
  true,
);

export const fusedDepthwiseConv2d: Kernel = channelsFirst(forward, ['x'], true);

export const depthwiseBackpropInput: Kernel = (m, { dy, filter }, attrs) => {
  const info = infoOf(attrs.inputShape, filter.shape, attrs);
  if (info.strideHeight === 1 && info.strideWidth === 1 && info.inChannels === info.outChannels) {
    // The convolution of dy with the filter turned by 180°.
    const turned = stock(m, 'Reverse', { x: filter }, { dims: [0, 1] });
    const dx = m.make(info.inShape);
    const padInfo = {
      ...info.padInfo,
      top: info.effectiveFilterHeight - 1 - info.padInfo.top,
      left: info.effectiveFilterWidth - 1 - info.padInfo.left,
    };
    const { inHeight, inWidth, outHeight, outWidth } = info;
    const back = { ...info, padInfo, inHeight: outHeight, inWidth: outWidth, outHeight: inHeight, outWidth: inWidth };
    convolve(m, back, dy, turned, dx, 0, 0);
    m.backend.disposeData(turned.dataId);
    return dx;
  }
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
  const dFilter = m.zeros(attrs.filterShape);
  const multiplier = info.outChannels / info.inChannels;
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  m.parallel(
    'depthwiseFilterGrad',
    {
      count: info.outChannels,
      cost: pixels * info.filterHeight * info.filterWidth,
      grain: 16 * multiplier,
    },
    [0, 1],
    'count',
    m.at(x),
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    multiplier,
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
