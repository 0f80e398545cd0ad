import type { Layer } from '@tenonjs/contracts';
import { type DepthwiseLayerOptions, depthwiseLayer } from './depthwiseLayer.js';
import { type Padding, TIME } from './geometry.js';
import { overTime } from './overTime.js';

/** `padding: 'causal'` puts all zeros before the first step, so that no output sees the future. */
export interface DepthwiseConv1dOptions extends DepthwiseLayerOptions<number, Padding | 'causal'> {}

/**
 * A convolution over time of each channel alone.
 *
 *     y[b, t, k·M + m] = activation(Σ x[b, t·s + r·d, k] · kernel[r, k, m] + bias[k·M + m])
 *
 * with stride s, dilation d and M = `depthMultiplier`. Takes `[batch, time, channels]`, gives
 * `[batch, newTime, channels · M]`. Weights: `kernel [kernelSize, channels, M]`, `bias [channels · M]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * const layer = depthwiseConv1d({ kernelSize: 2, depthwiseInitializer: ones() });
 * layer.call(tensor3d([[[1, 2], [3, 4]]])); // [[[4, 6]]]
 * @see https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/; `'causal'` is ours.
 */
export const depthwiseConv1d = (options: DepthwiseConv1dOptions): Layer =>
  depthwiseLayer('depthwiseConv1d', options, TIME, overTime);
