import type { Layer } from '@tenonjs/contracts';
import { deconvolve } from './deconvolve.js';
import { TIME } from './geometry.js';
import { overTime } from './overTime.js';
import { type TransposedOptions, transposedLayer } from './transposedLayer.js';

export interface Conv1dTransposeOptions extends TransposedOptions<number> {}

/**
 * A transposed convolution over time: each step lays the kernel down, weighted by its channels, and what overlaps adds up.
 *
 *     y[b, t·s + r·d − p, f] = activation(Σ x[b, t, k] · kernel[r, f, k] + bias[f])
 *
 * with stride s, dilation d and p zeros that `'same'` leaves out before. Takes `[batch, time, channels]`, gives
 * `[batch, newTime, filters]`: time · s with `'same'`, (time − 1) · s + (kernelSize − 1) · d + 1 or, where the stride is
 * larger than that reach, time · s with `'valid'`. Weights: `kernel [kernelSize, filters, channels]`, `bias [filters]`.
 *
 * @throws {RangeError} If a size is not a positive integer, or `outputPadding` does not fit the stride.
 * @example
 * const layer = conv1dTranspose({ filters: 1, kernelSize: 2, strides: 2, kernelInitializer: ones() });
 * layer.call(tensor3d([[[1], [2]]])); // [[[1], [1], [2], [2]]]
 * @see Dumoulin & Visin 2016, https://arxiv.org/abs/1603.07285; https://keras.io/api/layers/convolution_layers/convolution1d_transpose/
 */
export const conv1dTranspose = (options: Conv1dTransposeOptions): Layer =>
  transposedLayer('conv1dTranspose', options, TIME, deconvolve, overTime);
