import type { Layer } from '@tenonjs/contracts';
import { IMAGE, type Pair } from './geometry.js';
import { type SeparableOptions, separableLayer } from './separableLayer.js';

export interface SeparableConv2dOptions extends SeparableOptions<Pair> {}

/**
 * A convolution of images in two steps, each channel alone, then all channels of each pixel: with far fewer weights than one.
 *
 *     h[b, i, j, k·M + m] = Σ x[b, i·s + r·d, j·s + c·d, k] · depthwiseKernel[r, c, k, m]
 *     y[b, i, j, f] = activation(Σ h[b, i, j, n] · pointwiseKernel[0, 0, n, f] + bias[f])
 *
 * with stride s, dilation d and M = `depthMultiplier`. Takes `[batch, height, width, channels]`, gives
 * `[batch, newHeight, newWidth, filters]`. Weights: `depthwiseKernel [rows, columns, channels, M]`,
 * `pointwiseKernel [1, 1, channels · M, filters]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * const layer = separableConv2d({ filters: 1, kernelSize: 2, depthwiseInitializer: ones(), pointwiseInitializer: ones() });
 * layer.call(tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2])); // [[[[36]]]]
 * @see Chollet 2017, https://arxiv.org/abs/1610.02357; https://keras.io/api/layers/convolution_layers/separable_convolution2d/
 */
export const separableConv2d = (options: SeparableConv2dOptions): Layer =>
  separableLayer('separableConv2d', options, IMAGE);
