import type { Layer } from '@tenonjs/contracts';
import { deconvolve } from './deconvolve.js';
import { IMAGE, type Pair } from './geometry.js';
import { type TransposedOptions, transposedLayer } from './transposedLayer.js';

export interface Conv2dTransposeOptions extends TransposedOptions<Pair> {}

/**
 * A transposed convolution of images: each pixel lays the kernel down, weighted by its channels, and what overlaps adds
 * up. With strides it enlarges, as decoders and U-Nets do.
 *
 *     y[b, i·s + r·d − p, j·s + c·d − q, f] = activation(Σ x[b, i, j, k] · kernel[r, c, f, k] + bias[f])
 *
 * with stride s, dilation d and p, q zeros that `'same'` leaves out before. Takes `[batch, height, width, channels]`, gives
 * `[batch, newHeight, newWidth, filters]`: height · s with `'same'`, (height − 1) · s + (rows − 1) · d + 1 or, where the
 * stride is larger than that reach, height · s with `'valid'`. Weights: `kernel [rows, columns, filters, channels]`,
 * `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `outputPadding` does not fit the stride.
 * @example
 * const layer = conv2dTranspose({ filters: 1, kernelSize: [1, 2], strides: [1, 2], kernelInitializer: ones() });
 * layer.call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [1], [2], [2]]]]
 * @see Dumoulin & Visin 2016, https://arxiv.org/abs/1603.07285; https://keras.io/api/layers/convolution_layers/convolution2d_transpose/
 */
export const conv2dTranspose = (options: Conv2dTransposeOptions): Layer =>
  transposedLayer('conv2dTranspose', options, IMAGE, deconvolve);
