import type { Layer } from '@tenonjs/contracts';
import { type DepthwiseLayerOptions, depthwiseLayer } from './depthwiseLayer.js';
import { IMAGE, type Pair } from './geometry.js';

export interface DepthwiseConv2dOptions extends DepthwiseLayerOptions<Pair> {}

/**
 * A convolution of images, each channel alone: what MobileNets are made of.
 *
 *     y[b, i, j, k·M + m] = activation(Σ x[b, i·s + r·d, j·s + c·d, k] · kernel[r, c, k, m] + bias[k·M + m])
 *
 * with stride s, dilation d and M = `depthMultiplier`. Takes `[batch, height, width, channels]`, gives
 * `[batch, newHeight, newWidth, channels · M]`. Weights: `kernel [rows, columns, channels, M]`, `bias [channels · M]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * const layer = depthwiseConv2d({ kernelSize: 2, depthwiseInitializer: ones() });
 * layer.call(tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2])); // [[[[16, 20]]]]
 * @see Howard et al. 2017, https://arxiv.org/abs/1704.04861; https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
 */
export const depthwiseConv2d = (options: DepthwiseConv2dOptions): Layer =>
  depthwiseLayer('depthwiseConv2d', options, IMAGE);
