import type { Layer } from '@tenonjs/contracts';
import { oneOf, positiveInteger, primitive, rank } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { activate, isRelu } from '../core/activate.js';
import { layer } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { showShape } from '../shapes.js';
import { type ConvolutionOptions, checkChannels, checkFilters, convolutionWeights } from './convolutionLayer.js';
import { convolve } from './convolve.js';
import { type Padding, windows } from './geometry.js';

export interface Conv1dOptions extends ConvolutionOptions {
  /** How many time steps a window holds. */
  readonly kernelSize: number;
  /** Steps between windows; 1 by default. */
  readonly strides?: number;
  /** `'causal'` puts all zeros before the first step, so that no output sees the future; `'valid'` by default. */
  readonly padding?: Padding | 'causal';
  /** Steps between the elements of a window; 1 by default. */
  readonly dilationRate?: number;
}

/**
 * A convolution over time: the same small kernel slides over every step.
 *
 *     y[b, t, f] = activation(Σ x[b, t·s + r·d, k] · kernel[r, k, f] + bias[f])
 *
 * with stride s and dilation d. Takes `[batch, time, channels]`, gives `[batch, newTime, filters]`.
 * Weights: `kernel [kernelSize, channels / groups, filters]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `groups` does not divide filters and channels.
 * @example
 * const layer = conv1d({ filters: 1, kernelSize: 2, padding: 'causal', kernelInitializer: ones() });
 * layer.call(tensor3d([[[1], [2], [3]]])); // [[[1], [3], [5]]]
 * @see van den Oord et al. 2016, https://arxiv.org/abs/1609.03499 (causal, dilated); https://keras.io/api/layers/convolution_layers/convolution1d/
 */
export function conv1d(options: Conv1dOptions): Layer {
  const { filters, kernelSize, strides = 1, dilationRate = 1, padding = 'valid' } = options;
  const { dataFormat = 'channelsLast', groups = 1, activation } = options;
  checkFilters('conv1d', options);
  positiveInteger('conv1d', { kernelSize, strides, dilationRate });
  oneOf('conv1d', { padding }, ['valid', 'same', 'causal']);
  oneOf('conv1d', { dataFormat }, ['channelsLast']);
  const causal = padding === 'causal';
  const before = causal ? (kernelSize - 1) * dilationRate : 0;
  const within = causal ? 'valid' : padding;
  const steps = (time: number | null): number | null =>
    windows(time && time + before, kernelSize, strides, within, dilationRate);
  return layer('conv1d', options, {
    fixed: { channels: -1 },
    check: (who, shape) => {
      rank(who, 'input', shape, ['batch', 'time', 'channels']);
      checkChannels(who, shape[2]!, groups);
      if ((steps(shape[1]!) ?? 1) < 1) {
        throw new RangeError(`${who}: kernelSize ${kernelSize} does not fit into input of shape ${showShape(shape)}.`);
      }
    },
    build: ([, , channels]) => convolutionWeights(options, [kernelSize], channels!),
    call: (x: Tensor, { kernel, bias }) => {
      const padded = causal ? padBefore(x, before) : x;
      const [batch, time, channels] = padded.shape as [number, number, number];
      // An image of one row.
      const y = convolve(reshaped(padded, [batch, 1, time, channels]), reshaped(kernel, [1, ...kernel.shape]), bias, {
        strides: [1, strides],
        padding: within,
        dilation: [1, dilationRate],
        groups,
        relu: isRelu(activation),
      });
      return activate(reshaped(y, [batch, y.shape[2]!, filters]), activation);
    },
    outputShape: ([batch = null, time = null]) => [batch, steps(time), filters],
  });
}

/** Zeros before the first time step. */
const padBefore = (x: Tensor, before: number): Tensor =>
  primitive({ x }, () => ({
    value: pad(x, [
      [0, 0],
      [before, 0],
      [0, 0],
    ]),
    gradient: (dy) => ({ x: () => slice(dy, [0, before, 0], x.shape) }),
  }));
