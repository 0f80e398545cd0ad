import type { Layer } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { activate, isRelu } from '../core/activate.js';
import { layer } from '../layer.js';
import { type ConvolutionOptions, checkChannels, checkFilters, convolutionWeights } from './convolutionLayer.js';
import { convolve } from './convolve.js';
import { checkFit, checkPadding, IMAGE, type Padding, type Pair, pair, windows } from './geometry.js';

export interface Conv2dOptions extends ConvolutionOptions {
  /** Height and width of the kernel. */
  readonly kernelSize: Pair;
  /** Steps between windows; 1 by default. */
  readonly strides?: Pair;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** Steps between the elements of a window; 1 by default. */
  readonly dilationRate?: Pair;
}

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
export function conv2d(options: Conv2dOptions): Layer {
  const { filters, padding = 'valid', dataFormat = 'channelsLast', groups = 1, activation } = options;
  checkFilters('conv2d', options);
  const kernelSize = pair('conv2d', 'kernelSize', options.kernelSize);
  const strides = pair('conv2d', 'strides', options.strides ?? 1);
  const dilation = pair('conv2d', 'dilationRate', options.dilationRate ?? 1);
  checkPadding('conv2d', padding, dataFormat);
  const geometry = { strides, padding, dilation, groups, relu: isRelu(activation) };
  return layer('conv2d', options, {
    fixed: { channels: -1 },
    check: (who, shape) => {
      rank(who, 'input', shape, IMAGE);
      checkFit(who, shape, kernelSize, 'kernelSize', padding, dilation);
      checkChannels(who, shape[3]!, groups);
    },
    build: ([, , , channels]) => convolutionWeights(options, kernelSize, channels!),
    call: (x: Tensor, { kernel, bias }) => activate(convolve(x, kernel, bias, geometry), activation),
    outputShape: ([batch = null, ...size]) => [
      batch,
      ...strides.map((stride, i) => windows(size[i]!, kernelSize[i]!, stride, padding, dilation[i])),
      filters,
    ],
  });
}
