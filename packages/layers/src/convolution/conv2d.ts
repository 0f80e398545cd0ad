import type { Layer } from '@tenonjs/contracts';
import { type ConvolutionOptions, convolutionLayer } from './convolutionLayer.js';
import { convolve } from './convolve.js';
import { IMAGE, type Pair } from './geometry.js';

export interface Conv2dOptions extends ConvolutionOptions<Pair> {}

/**
 * A convolution of images: the same small kernel slides over every place.
 *
 *     y[b, i, j, f] = activation(Σ x[b, i·s + r·d, j·s + c·d, k] · kernel[r, c, k, f] + bias[f])
 *
 * with stride s and dilation d. Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, filters]`.
 * Weights: `kernel [rows, columns, channels / groups, filters]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `groups` does not divide filters and channels.
 * @example
 * const layer = conv2d({ filters: 1, kernelSize: 2, kernelInitializer: ones() });
 * layer.call(tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1])); // [[[[12], [16]], [[24], [28]]]]
 * @see LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf; https://keras.io/api/layers/convolution_layers/convolution2d/
 */
export const conv2d = (options: Conv2dOptions): Layer => convolutionLayer('conv2d', options, IMAGE, convolve);
