import { ADD, type Kernel } from '../kernel.js';
import { convolve, filterGradient, inputGradient } from './conv2d.js';
import { type Geometry, geometry, type Windows } from './geometry.js';
import { FLIPPED, GRADIENT, reversed, windows3x3, winograd } from './winograd.js';

// A convolution of volumes is a sum of convolutions of their slices, one for each slice of the filter.

interface Slices {
  readonly info: Geometry;
  /** Runs of `count` slices of x and y that lie one after the other, with the slice of the filter that joins them; addresses from 0. */
  readonly runs: { readonly x: number; readonly y: number; readonly filter: number; readonly count: number }[];
}

function slicesOf(inShape: number[], filterShape: readonly number[], attrs: Windows): Slices {
  const info = geometry(inShape, filterShape, filterShape[4]!, attrs);
  const { batchSize, inDepth, outDepth, strideDepth, dilationDepth, filterDepth, inChannels, outChannels } = info;
  const xSlice = 4 * info.inHeight * info.inWidth * inChannels;
  const ySlice = 4 * info.outHeight * info.outWidth * outChannels;
  const filterSlice = 4 * info.filterHeight * info.filterWidth * inChannels * outChannels;
  const runs: Slices['runs'] = [];
  for (let n = 0; n < batchSize; n++) {
    for (let tap = 0; tap < filterDepth; tap++) {
      const offset = tap * dilationDepth - info.padInfo.front;
      const first = Math.max(0, Math.ceil(-offset / strideDepth));
      const end = Math.min(outDepth, Math.floor((inDepth - 1 - offset) / strideDepth) + 1);
      const count = strideDepth === 1 ? end - first : 1;
      for (let i = first; i < end; i += count) {
        runs.push({
          x: (n * inDepth + i * strideDepth + offset) * xSlice,
          y: (n * outDepth + i) * ySlice,
          filter: tap * filterSlice,
          count,
        });
      }
    }
  }
  return { info, runs };
}

export const conv3d: Kernel = (m, inputs, attrs) => {
  const { info, runs } = slicesOf(inputs.x.shape, inputs.filter.shape, attrs);
  const y = m.zeros(info.outShape);
  const [x, filter, to] = [m.at(inputs.x), m.at(inputs.filter), m.at(y)];
  if (!winograd(m, windows3x3(info), x, filter, to))
    for (const run of runs) convolve(m, info, run.count, x + run.x, filter + run.filter, to + run.y, 0, ADD);
  return y;
};

export const conv3dBackpropFilter: Kernel = (m, inputs, attrs) => {
  const { info, runs } = slicesOf(inputs.x.shape, attrs.filterShape, attrs);
  const dFilter = m.zeros(attrs.filterShape);
  const [x, dy, to] = [m.at(inputs.x), m.at(inputs.dy), m.at(dFilter)];
  if (!winograd(m, windows3x3(info), x, to, dy, GRADIENT))
    for (const run of runs) filterGradient(m, info, run.count, x + run.x, dy + run.y, to + run.filter, true);
  return dFilter;
};

export const conv3dBackpropInput: Kernel = (m, inputs, attrs) => {
  const { info, runs } = slicesOf(attrs.inputShape, inputs.filter.shape, attrs);
  const dx = m.zeros(attrs.inputShape);
  const [dy, filter, to] = [m.at(inputs.dy), m.at(inputs.filter), m.at(dx)];
  if (!winograd(m, reversed(windows3x3(info)), dy, filter, to, FLIPPED))
    for (const run of runs) inputGradient(m, info, run.count, dy + run.y, filter + run.filter, to + run.x);
  return dx;
};
