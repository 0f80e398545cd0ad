import type { Layer } from '@tenonjs/contracts';
import { type ConvolutionOptions, convolutionLayer } from './convolutionLayer.js';
import { type Triple, VOLUME } from './geometry.js';
import { convolveVolumes } from './volumes.js';

export interface Conv3dOptions extends ConvolutionOptions<Triple> {}

/**
 * A convolution of volumes, or of images over time: the same small kernel slides over every place.
 *
 *     y[b, h, i, j, f] = activation(Σ x[b, h·s + o·d, i·s + r·d, j·s + c·d, k] · kernel[o, r, c, k, f] + bias[f])
 *
 * with stride s and dilation d. Takes `[batch, depth, height, width, channels]`, gives
 * `[batch, newDepth, newHeight, newWidth, filters]`. Weights: `kernel [depth, rows, columns, channels / groups, filters]`,
 * `bias [filters]`. It runs as a convolution of images whose channels are the taps along the depth.
 *
 * @throws {RangeError} If a size is not a positive integer, or `groups` does not divide filters and channels.
 * @example
 * const layer = conv3d({ filters: 1, kernelSize: [2, 1, 1], kernelInitializer: ones() });
 * layer.call(tensor5d([1, 2, 3], [1, 3, 1, 1, 1])); // [[[[[3]]], [[[5]]]]]
 * @see Tran et al. 2015, https://arxiv.org/abs/1412.0767; https://keras.io/api/layers/convolution_layers/convolution3d/
 */
export const conv3d = (options: Conv3dOptions): Layer => convolutionLayer('conv3d', options, VOLUME, convolveVolumes);
