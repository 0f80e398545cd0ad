import type { Layer } from '@tenonjs/contracts';
import { type Triple, VOLUME } from './geometry.js';
import { type TransposedOptions, transposedLayer } from './transposedLayer.js';
import { deconvolveVolumes } from './volumes.js';

export interface Conv3dTransposeOptions extends TransposedOptions<Triple> {}

/**
 * A transposed convolution of volumes: each voxel lays the kernel down, weighted by its channels, and what overlaps adds up.
 *
 *     y[b, h·s + o·d − p, i·s + r·d − q, j·s + c·d − u, f] = activation(Σ x[b, h, i, j, k] · kernel[o, r, c, f, k] + bias[f])
 *
 * with stride s, dilation d and the zeros p, q, u that `'same'` leaves out before. Takes
 * `[batch, depth, height, width, channels]`, gives `[batch, newDepth, newHeight, newWidth, filters]`, of sizes as in
 * `conv2dTranspose`. Weights: `kernel [depth, rows, columns, filters, channels]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `outputPadding` does not fit the stride.
 * @example
 * const layer = conv3dTranspose({ filters: 1, kernelSize: [2, 1, 1], strides: [2, 1, 1], kernelInitializer: ones() });
 * layer.call(tensor5d([3], [1, 1, 1, 1, 1])); // [[[[[3]]], [[[3]]]]]
 * @see Dumoulin & Visin 2016, https://arxiv.org/abs/1603.07285; https://keras.io/api/layers/convolution_layers/convolution3d_transpose/
 */
export const conv3dTranspose = (options: Conv3dTransposeOptions): Layer =>
  transposedLayer('conv3dTranspose', options, VOLUME, deconvolveVolumes);
