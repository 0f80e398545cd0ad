import type { Layer } from '@tenonjs/contracts';
import { type ConvolutionOptions, convolutionLayer } from './convolutionLayer.js';
import { convolve } from './convolve.js';
import { type Padding, TIME } from './geometry.js';
import { overTime } from './overTime.js';

/** `padding: 'causal'` puts all zeros before the first step, so that no output sees the future. */
export interface Conv1dOptions extends ConvolutionOptions<number, Padding | 'causal'> {}

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
export const conv1d = (options: Conv1dOptions): Layer => convolutionLayer('conv1d', options, TIME, convolve, overTime);
