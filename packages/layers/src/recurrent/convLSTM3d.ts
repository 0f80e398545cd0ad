import type { Tensor } from '@tensorflow/tfjs-core';
import { type Triple, VOLUME } from '../convolution/geometry.js';
import { convolveVolumes } from '../convolution/volumes.js';
import { type ConvLSTMOptions, convLSTM } from './convLSTM.js';
import type { RecurrentLayer } from './recurrentLayer.js';

export interface ConvLSTM3dOptions extends ConvLSTMOptions<Triple> {}

/**
 * An LSTM over sequences of volumes: its products are convolutions, so that each place remembers what was around it.
 *
 *     i, f, o = σ(x∗W + h∗U + b)        c̃ = tanh(x∗W + h∗U + b)        each with its own filters, in the order i, f, c̃, o
 *     c ← f · c + i · c̃                 h ← o · tanh(c)                for each time step, ∗ a convolution
 *
 * Takes `[batch, time, depth, height, width, channels]`, or that and the first states `[x, h, c]`, zeros by default. Gives the last h,
 * `[batch, newDepth, newHeight, newWidth, filters]`, of which each state has the shape; with `returnSequences` each one, with a time axis;
 * with `returnState` the last states too: `[y, h, c]`. Weights: `kernel [depth, rows, columns, channels, 4 · filters]`,
 * `recurrentKernel [depth, rows, columns, filters, 4 · filters]`, `bias [4 · filters]`. Strides, padding and dilation are those
 * of the input's convolution; the state's keeps its size. Masked time steps leave the states as they are.
 *
 * @throws {RangeError} If a size is not a positive integer, or a dropout outside [0, 1).
 * @example
 * convLSTM3d({ filters: 2, kernelSize: 2 }).call(fill([1, 2, 3, 3, 3, 1], 1)).shape; // [1, 2, 2, 2, 2]
 * @see Shi et al. 2015, https://arxiv.org/abs/1506.04214; https://keras.io/api/layers/recurrent_layers/conv_lstm3d/
 */
export function convLSTM3d(options: ConvLSTM3dOptions & { readonly returnState: true }): RecurrentLayer<Tensor[]>;
export function convLSTM3d(options: ConvLSTM3dOptions): RecurrentLayer;
export function convLSTM3d(options: ConvLSTM3dOptions): RecurrentLayer<any> {
  return convLSTM(
    'convLSTM3d',
    options,
    VOLUME,
    (x, { kernel, bias }, geometry) => convolveVolumes(x, kernel, bias, geometry),
    convLSTM3d,
  );
}
