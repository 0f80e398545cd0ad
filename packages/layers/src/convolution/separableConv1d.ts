import type { Layer } from '@tenonjs/contracts';
import { type Padding, TIME } from './geometry.js';
import { overTime } from './overTime.js';
import { type SeparableOptions, separableLayer } from './separableLayer.js';

/** `padding: 'causal'` puts all zeros before the first step, so that no output sees the future. */
export interface SeparableConv1dOptions extends SeparableOptions<number, Padding | 'causal'> {}

/**
 * A convolution over time in two steps, each channel alone, then all channels of each step: with far fewer weights than one.
 *
 *     h[b, t, k·M + m] = Σ x[b, t·s + r·d, k] · depthwiseKernel[r, k, m]
 *     y[b, t, f] = activation(Σ h[b, t, n] · pointwiseKernel[0, n, f] + bias[f])
 *
 * with stride s, dilation d and M = `depthMultiplier`. Takes `[batch, time, channels]`, gives `[batch, newTime, filters]`.
 * Weights: `depthwiseKernel [kernelSize, channels, M]`, `pointwiseKernel [1, channels · M, filters]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * const layer = separableConv1d({ filters: 1, kernelSize: 2, depthwiseInitializer: ones(), pointwiseInitializer: ones() });
 * layer.call(tensor3d([[[1, 2], [3, 4]]])); // [[[10]]]
 * @see Chollet 2017, https://arxiv.org/abs/1610.02357; https://keras.io/api/layers/convolution_layers/separable_convolution1d/; `'causal'` is ours.
 */
export const separableConv1d = (options: SeparableConv1dOptions): Layer =>
  separableLayer('separableConv1d', options, TIME, overTime);
