import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ADD, epilogue, type Kernel, replaced, stock } from '../kernel.js';
import type { Machine } from '../machine.js';
import { type Geometry, geometry, type Windows } from './geometry.js';
import { gemm } from './matMul.js';
import { FLIPPED, GRADIENT, reversed, windows3x3, winograd } from './winograd.js';

/** The padded image that holds every patch; where none is needed it is the image itself. */
function frame(info: Geometry): { top: number; left: number; height: number; width: number } {
  const { top, left } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  return top === 0 && left === 0 && height <= info.inHeight && width <= info.inWidth
    ? { top, left, height: info.inHeight, width: info.inWidth }
    : { top, left, height, width };
}

const infoOf = (inShape: number[], filterShape: readonly number[], attrs: Windows): Geometry =>
  geometry(inShape, filterShape, filterShape[3]!, attrs);

const toNHWC = (shape: number[]): number[] => [shape[0]!, shape[2]!, shape[3]!, shape[1]!];

/** Runs a kernel for NHWC on NCHW images: turns the named inputs, and the result where it is an image. */
export function channelsFirst(kernel: Kernel, images: readonly string[], imageOut: boolean): Kernel {
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

/** y [batch, …] from the addresses of images and a filter. `flags` and `bias` are the tile's last step: assembly/micro.ts. */
export function convolve(
  m: Machine,
  info: Geometry,
  batch: number,
  x: number,
  filter: number,
  y: number,
  bias: number,
  flags: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth } = info;
  const { top, left, height, width } = frame(info);
  const k = filterHeight * filterWidth * inChannels;
  // Where the padded image is the image, and each pixel gives one, it is a product.
  if (k === inChannels && outHeight * outWidth === inHeight * inWidth && height * width === inHeight * inWidth) {
    const pixels = batch * outHeight * outWidth;
    gemm(m, {
      rows: pixels,
      n: outChannels,
      k,
      a: x,
      aRow: k,
      aColumn: 1,
      b: filter,
      bRow: outChannels,
      bColumn: 1,
      c: y,
      bias,
      flags,
    });
    return;
  }
  m.parallel(
    'conv2d',
    {
      count: batch,
      cost: outHeight * outWidth * k * outChannels,
      overhead: 3 * k * outChannels,
      scratch: m.run.convScratch(height * width * inChannels, k, outChannels),
    },
    [x, 4 * inHeight * inWidth * inChannels],
    'count',
    inHeight,
    inWidth,
    inChannels,
    top,
    left,
    height,
    width,
    filter,
    filterHeight,
    filterWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideHeight,
    info.strideWidth,
    [y, 4 * outHeight * outWidth * outChannels],
    outHeight,
    outWidth,
    outChannels,
    bias,
    flags,
    false,
    'scratch',
  );
}

function forward(m: Machine, inputs: any, attrs: any): TensorInfo {
  const { x, filter } = inputs;
  const info = infoOf(x.shape, filter.shape, attrs);
  const { bias, flags, finish } = epilogue(m, info.outChannels, inputs, attrs);
  const y = m.make(info.outShape);
  if (!winograd(m, windows3x3(info), m.at(x), m.at(filter), m.at(y), 0, bias, flags))
    convolve(m, info, info.batchSize, m.at(x), m.at(filter), m.at(y), bias, flags);
  return finish(y);
}

export const conv2d: Kernel = channelsFirst((m, { x, filter }, attrs) => forward(m, { x, filter }, attrs), ['x'], true);

export const fusedConv2d: Kernel = channelsFirst(forward, ['x'], true);

/** The filter's gradient, put where `dFilter` says or added there. */
export function filterGradient(
  m: Machine,
  info: Geometry,
  batch: number,
  x: number,
  dy: number,
  dFilter: number,
  add: boolean,
): void {
  const { inHeight, inWidth, inChannels, outChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  const { top, left, height, width } = frame(info);
  const k = filterHeight * filterWidth * inChannels;
  const pixels = outHeight * outWidth;
  m.parallel(
    'conv2dFilterGrad',
    {
      count: k * Math.ceil(outChannels / 8),
      cost: 8 * batch * pixels,
      // Whole slivers, or tiles where a sliver has many.
      grain: k < 48 ? k : 12,
      overhead: 3 * batch * height * width * inChannels,
      scratch: m.run.filterGradScratch(height * width * inChannels, k, outChannels, pixels),
    },
    [0, 1],
    'count',
    x,
    batch,
    inHeight,
    inWidth,
    inChannels,
    top,
    left,
    height,
    width,
    dy,
    outHeight,
    outWidth,
    outChannels,
    filterHeight,
    filterWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.strideHeight,
    info.strideWidth,
    dFilter,
    add,
    'scratch',
  );
}

export const conv2dBackpropFilter: Kernel = channelsFirst(
  (m, { x, dy }, attrs) => {
    const info = infoOf(x.shape, attrs.filterShape, attrs);
    const dFilter = m.make(attrs.filterShape);
    if (!winograd(m, windows3x3(info), m.at(x), m.at(dFilter), m.at(dy), GRADIENT))
      filterGradient(m, info, info.batchSize, m.at(x), m.at(dy), m.at(dFilter), false);
    return dFilter;
  },
  ['x', 'dy'],
  false,
);

export const conv2dBackpropInput: Kernel = channelsFirst(
  (m, { dy, filter }, attrs) => {
    const info = infoOf(attrs.inputShape, filter.shape, attrs);
    const dx = m.zeros(info.inShape);
    // tfjs allows a larger dy than the convolution would give, and uses its corner.
    const corner =
      dy.shape[1] !== info.outHeight || dy.shape[2] !== info.outWidth
        ? stock(m, 'Slice', { x: dy }, { begin: [0, 0, 0, 0], size: info.outShape })
        : undefined;
    const from = m.at(corner ?? dy);
    if (!winograd(m, reversed(windows3x3(info)), from, m.at(filter), m.at(dx), FLIPPED))
      inputGradient(m, info, info.batchSize, from, m.at(filter), m.at(dx));
    if (corner) m.backend.disposeData(corner.dataId);
    return dx;
  },
  ['dy'],
  true,
);

/** The input's gradient, added to what `dx` holds. */
export function inputGradient(m: Machine, info: Geometry, batch: number, dy: number, filter: number, dx: number): void {
  const { inHeight, inWidth, inChannels, outChannels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, strideHeight, strideWidth } = info;
  const { top, left } = info.padInfo;
  if (strideHeight === 1 && strideWidth === 1) {
    // The convolution of dy, padded, with the filter turned by 180°.
    const height = inHeight + info.effectiveFilterHeight - 1;
    const width = inWidth + info.effectiveFilterWidth - 1;
    const k = filterHeight * filterWidth * outChannels;
    m.parallel(
      'conv2d',
      {
        count: batch,
        cost: inHeight * inWidth * k * inChannels,
        overhead: 3 * k * inChannels,
        scratch: m.run.convScratch(height * width * outChannels, k, inChannels),
      },
      [dy, 4 * outHeight * outWidth * outChannels],
      'count',
      outHeight,
      outWidth,
      outChannels,
      info.effectiveFilterHeight - 1 - top,
      info.effectiveFilterWidth - 1 - left,
      height,
      width,
      filter,
      filterHeight,
      filterWidth,
      dilationHeight,
      dilationWidth,
      1,
      1,
      [dx, 4 * inHeight * inWidth * inChannels],
      inHeight,
      inWidth,
      inChannels,
      0,
      ADD,
      true,
      'scratch',
    );
    return;
  }
  const k = filterHeight * filterWidth * inChannels;
  m.parallel(
    'conv2dInputGrad',
    {
      count: batch,
      cost: outHeight * outWidth * k * outChannels,
      scratch: m.run.inputGradScratch(outWidth, k),
    },
    [dy, 4 * outHeight * outWidth * outChannels],
    'count',
    outHeight,
    outWidth,
    outChannels,
    filter,
    filterHeight,
    filterWidth,
    dilationHeight,
    dilationWidth,
    strideHeight,
    strideWidth,
    [dx, 4 * inHeight * inWidth * inChannels],
    inHeight,
    inWidth,
    inChannels,
    top,
    left,
    'scratch',
  );
}
