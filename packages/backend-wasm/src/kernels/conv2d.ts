import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { epilogue, type Kernel, replaced, sizeOf, stock } from '../kernel.js';
import type { Machine } from '../machine.js';
import { gemm } from './matMul.js';

type Info = backend_util.Conv2DInfo;

/** The padded image that holds every patch; where none is needed it is the image itself. */
function frame(info: Info): { top: number; left: number; height: number; width: number } {
  const { top, left } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  return top === 0 && left === 0 && height <= info.inHeight && width <= info.inWidth
    ? { top, left, height: info.inHeight, width: info.inWidth }
    : { top, left, height, width };
}

function infoOf(inShape: number[], filterShape: number[], attrs: any): Info {
  const { strides, pad, dilations = 1, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
}

const toNHWC = (shape: number[]): number[] => [shape[0]!, shape[2]!, shape[3]!, shape[1]!];

/** Runs a kernel for NHWC on NCHW images: turns the named inputs, and the result where it is an image. */
function channelsFirst(kernel: Kernel, images: readonly string[], imageOut: boolean): Kernel {
  return (m, inputs, attrs) => {
    if (attrs.dataFormat !== 'NCHW') return kernel(m, inputs, attrs);
    const turned = { ...inputs };
    for (const name of images) turned[name] = stock(m, 'Transpose', { x: inputs[name] }, { perm: [0, 2, 3, 1] });
    // A slope of its own for each element of the image is turned with it.
    const slopes =
      inputs.preluActivationWeights?.shape.length === 3
        ? stock(m, 'Transpose', { x: inputs.preluActivationWeights }, { perm: [1, 2, 0] })
        : undefined;
    if (slopes) turned.preluActivationWeights = slopes;
    const y = kernel(m, turned, {
      ...attrs,
      dataFormat: 'NHWC',
      inputShape: attrs.inputShape && toNHWC(attrs.inputShape),
      // Explicit padding is given an axis at a time, in the order of the axes.
      pad: Array.isArray(attrs.pad) ? [attrs.pad[0], attrs.pad[2], attrs.pad[3], attrs.pad[1]] : attrs.pad,
    }) as TensorInfo;
    for (const name of images) m.backend.disposeData(turned[name].dataId);
    if (slopes) m.backend.disposeData(slopes.dataId);
    return imageOut ? replaced(m, 'Transpose', y, 'x', {}, { perm: [0, 3, 1, 2] }) : y;
  };
}

function forward(m: Machine, inputs: any, attrs: any): TensorInfo {
  const { x, filter } = inputs;
  const info = infoOf(x.shape, filter.shape, attrs);
  const {
    inChannels,
    outChannels,
    filterHeight,
    filterWidth,
    dilationHeight,
    dilationWidth,
    strideHeight,
    strideWidth,
  } = info;
  const { bias, flags, finish } = epilogue(m, outChannels, inputs, attrs);
  const y = m.make(info.outShape);
  const { top, left, height, width } = frame(info);
  const k = filterHeight * filterWidth * inChannels;
  if (
    k === inChannels &&
    strideHeight === 1 &&
    strideWidth === 1 &&
    top === 0 &&
    left === 0 &&
    height === info.inHeight &&
    width === info.inWidth
  ) {
    const pixels = sizeOf(info.outShape) / outChannels;
    gemm(m, pixels, outChannels, k, m.at(x), k, 1, m.at(filter), outChannels, 1, m.at(y), bias, flags);
  } else {
    m.parallel(
      'conv2d',
      {
        count: info.batchSize,
        cost: info.outHeight * info.outWidth * k * outChannels,
        overhead: 3 * k * outChannels,
        scratch: m.run.convScratch(height * width * inChannels, k, outChannels),
      },
      m.along(x, 4 * info.inHeight * info.inWidth * inChannels),
      'count',
      info.inHeight,
      info.inWidth,
      inChannels,
      top,
      left,
      height,
      width,
      m.at(filter),
      filterHeight,
      filterWidth,
      dilationHeight,
      dilationWidth,
      strideHeight,
      strideWidth,
      m.along(y, 4 * info.outHeight * info.outWidth * outChannels),
      info.outHeight,
      info.outWidth,
      outChannels,
      bias,
      flags,
      false,
      'scratch',
    );
  }
  return finish(y);
}

export const conv2d: Kernel = channelsFirst((m, { x, filter }, attrs) => forward(m, { x, filter }, attrs), ['x'], true);

export const fusedConv2d: Kernel = channelsFirst(forward, ['x'], true);

export const conv2dBackpropFilter: Kernel = channelsFirst(
  (m, { x, dy }, attrs) => {
    const info = infoOf(x.shape, attrs.filterShape, attrs);
    const { inChannels, outChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
    const { top, left, height, width } = frame(info);
    const k = filterHeight * filterWidth * inChannels;
    const pixels = outHeight * outWidth;
    const dFilter = m.make(info.filterShape);
    m.parallel(
      'conv2dFilterGrad',
      {
        count: k * Math.ceil(outChannels / 8),
        cost: 8 * info.batchSize * pixels,
        // Whole slivers, or tiles where a sliver has many.
        grain: k < 48 ? k : 6,
        overhead: 3 * info.batchSize * height * width * inChannels,
        scratch: m.run.filterGradScratch(height * width * inChannels, k, outChannels, pixels),
      },
      [0, 1],
      'count',
      m.at(x),
      info.batchSize,
      info.inHeight,
      info.inWidth,
      inChannels,
      top,
      left,
      height,
      width,
      m.at(dy),
      outHeight,
      outWidth,
      outChannels,
      filterHeight,
      filterWidth,
      info.dilationHeight,
      info.dilationWidth,
      info.strideHeight,
      info.strideWidth,
      m.at(dFilter),
      'scratch',
    );
    return dFilter;
  },
  ['x', 'dy'],
  false,
);

export const conv2dBackpropInput: Kernel = channelsFirst(
  (m, { dy, filter }, attrs) => {
    const info = infoOf(attrs.inputShape, filter.shape, attrs);
    // tfjs allows a larger dy than the convolution would give, and uses its corner.
    if (dy.shape[1] !== info.outHeight || dy.shape[2] !== info.outWidth) {
      const corner = stock(m, 'Slice', { x: dy }, { begin: [0, 0, 0, 0], size: info.outShape });
      const dx = inputGradient(m, corner, filter, info);
      m.backend.disposeData(corner.dataId);
      return dx;
    }
    return inputGradient(m, dy, filter, info);
  },
  ['dy'],
  true,
);

function inputGradient(m: Machine, dy: TensorInfo, filter: TensorInfo, info: Info): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outChannels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, strideHeight, strideWidth } = info;
  const { top, left } = info.padInfo;
  if (strideHeight === 1 && strideWidth === 1) {
    // The convolution of dy, padded, with the filter turned by 180°.
    const dx = m.make(info.inShape);
    const height = inHeight + info.effectiveFilterHeight - 1;
    const width = inWidth + info.effectiveFilterWidth - 1;
    const k = filterHeight * filterWidth * outChannels;
    m.parallel(
      'conv2d',
      {
        count: batchSize,
        cost: inHeight * inWidth * k * inChannels,
        overhead: 3 * k * inChannels,
        scratch: m.run.convScratch(height * width * outChannels, k, inChannels),
      },
      m.along(dy, 4 * outHeight * outWidth * outChannels),
      'count',
      outHeight,
      outWidth,
      outChannels,
      info.effectiveFilterHeight - 1 - top,
      info.effectiveFilterWidth - 1 - left,
      height,
      width,
      m.at(filter),
      filterHeight,
      filterWidth,
      dilationHeight,
      dilationWidth,
      1,
      1,
      m.along(dx, 4 * inHeight * inWidth * inChannels),
      inHeight,
      inWidth,
      inChannels,
      0,
      0,
      true,
      'scratch',
    );
    return dx;
  }
  const dx = m.zeros(info.inShape);
  const k = filterHeight * filterWidth * inChannels;
  m.parallel(
    'conv2dInputGrad',
    {
      count: batchSize,
      cost: outHeight * outWidth * k * outChannels,
      scratch: m.run.inputGradScratch(outWidth, k),
    },
    m.along(dy, 4 * outHeight * outWidth * outChannels),
    'count',
    outHeight,
    outWidth,
    outChannels,
    m.at(filter),
    filterHeight,
    filterWidth,
    dilationHeight,
    dilationWidth,
    strideHeight,
    strideWidth,
    m.along(dx, 4 * inHeight * inWidth * inChannels),
    inHeight,
    inWidth,
    inChannels,
    top,
    left,
    'scratch',
  );
  return dx;
}
