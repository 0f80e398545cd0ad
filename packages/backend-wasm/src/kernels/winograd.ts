import type { Argument, Machine, Work } from '../machine.js';
import type { Geometry } from './geometry.js';

/** A convolution by windows of 3 × 3 that move by 1, over volumes, or over images as volumes of one slice. */
interface Windows3x3 {
  readonly batch: number;
  /** Depth, height, width, channels: of what the windows lie over, and of what they give. */
  readonly from: readonly [number, number, number, number];
  readonly to: readonly [number, number, number, number];
  /** Along the depth: size, stride, dilation. */
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros before: along depth, height, width. */
  readonly zeros: readonly [number, number, number];
}

/** The convolution as one by such windows, its channels in eights; undefined where it is none. */
export function windows3x3(info: Geometry): Windows3x3 | undefined {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  const { inChannels, outChannels } = info;
  if (filterHeight !== 3 || filterWidth !== 3 || inChannels % 8 || outChannels % 8) return;
  if (strideHeight * strideWidth * dilationHeight * dilationWidth !== 1) return;
  return {
    batch: info.batchSize,
    from: [info.inDepth, info.inHeight, info.inWidth, inChannels],
    to: [info.outDepth, info.outHeight, info.outWidth, outChannels],
    taps: info.filterDepth,
    stride: info.strideDepth,
    dilation: info.dilationDepth,
    zeros: [padInfo.front, padInfo.top, padInfo.left],
  };
}

/** The windows of the gradient of the input; undefined where strides leave something out. */
export function reversed(windows: Windows3x3 | undefined): Windows3x3 | undefined {
  if (windows?.stride !== 1) return;
  const { from, to, taps, dilation } = windows;
  const [front, top, left] = windows.zeros;
  return { ...windows, from: to, to: from, zeros: [(taps - 1) * dilation - front, 2 - top, 2 - left] };
}

/** What is wanted of `winograd`, as in assembly/. */
export const FLIPPED = 1;
export const GRADIENT = 2;

/**
 * y from the addresses of x and a filter; of a filter whose last axes are the other way round; or the filter's gradient, of x
 * and dy in the place of y. Shares samples, or eights of the outputs where there is one sample or all are summed.
 *
 * @returns false, and nothing done, where it cannot or would not be faster than the sum itself.
 */
export function winograd(
  m: Machine,
  windows: Windows3x3 | undefined,
  x: number,
  filter: number,
  y: number,
  mode = 0,
  bias = 0,
  flags = 0,
): boolean {
  if (!windows) return false;
  const { batch, from, to, taps, stride, dilation, zeros } = windows;
  const [depth, height, width, channels] = from;
  const [outDepth, outHeight, outWidth, outputs] = to;
  const [down, across] = [Math.ceil(outHeight / 2), Math.ceil(outWidth / 2)];
  const [tall, wide] = [2 * down + 2, 2 * across + 2];
  // In multiply-adds, as measured: the transforms are not as fast.
  const pairs = taps * channels * outputs;
  const ofInputs = 130 * depth * down * across * channels;
  const ofOutputs = outDepth * down * across * (16 * pairs + 130 * outputs);
  const ofSums = mode === GRADIENT ? 48 * pairs : 0;
  const direct = 9 * outDepth * outHeight * outWidth * pairs;
  if (batch * (ofInputs + ofOutputs + ofSums) + 100 * pairs >= batch * direct) return false;
  const eights = batch === 1 || mode === GRADIENT;
  const move = (address: number, bySample: number, byEight: number): Argument =>
    address && [address, 4 * (eights ? byEight : bySample)];
  const work: Work = eights
    ? { count: outputs / 8, cost: (8 * batch * (ofOutputs + ofSums)) / outputs, overhead: batch * ofInputs }
    : { count: batch, cost: ofInputs + ofOutputs, overhead: 100 * pairs };
  const padded = depth * tall * wide * channels;
  m.parallel(
    'winograd',
    {
      ...work,
      scratch: m.run.winogradScratch(padded, depth, channels, taps, outDepth, outHeight, outWidth, outputs),
    },
    eights ? batch : 'count',
    eights ? 'count' : outputs / 8,
    move(x, depth * height * width * channels, 0),
    ...from,
    zeros[1],
    zeros[2],
    tall,
    wide,
    move(filter, 0, mode === FLIPPED ? 8 * channels : 8),
    taps,
    stride,
    dilation,
    zeros[0],
    move(y, outDepth * outHeight * outWidth * outputs, 8),
    ...to,
    move(bias, 0, 8),
    flags,
    mode,
    'scratch',
  );
  return true;
}
