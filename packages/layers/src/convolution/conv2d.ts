import type { Activation, Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { activate, isRelu } from '../core/activate.js';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, weight } from '../layer.js';
import { convolve } from './convolve.js';
import { checkFit, checkPadding, IMAGE, type Padding, type Pair, pair, windows } from './geometry.js';

export interface Conv2dOptions extends LayerOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** Height and width of the kernel. */
  readonly kernelSize: Pair;
  /** Steps between windows; 1 by default. */
  readonly strides?: Pair;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
  /** Steps between the elements of a window; 1 by default. */
  readonly dilationRate?: Pair;
  /** Into how many parts channels and filters are split, each convolved alone; 1 by default. */
  readonly groups?: number;
  /** Applied to the outputs; none by default. */
  readonly activation?: Activation;
  /** Adds a bias; true by default. */
  readonly useBias?: boolean;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
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
  const { filters, padding = 'valid', dataFormat = 'channelsLast', groups = 1, activation, useBias = true } = options;
  const { kernelInitializer = glorotUniform(), biasInitializer = zeros() } = options;
  const { kernelRegularizer, biasRegularizer, kernelConstraint, biasConstraint } = options;
  positiveInteger('conv2d', { filters, groups });
  const kernelSize = pair('conv2d', 'kernelSize', options.kernelSize);
  const strides = pair('conv2d', 'strides', options.strides ?? 1);
  const dilation = pair('conv2d', 'dilationRate', options.dilationRate ?? 1);
  checkPadding('conv2d', padding, dataFormat);
  if (filters % groups !== 0) throw new RangeError(`conv2d: groups must divide filters ${filters}, got ${groups}.`);
  return layer('conv2d', options, {
    fixed: { channels: -1 },
    check: (who, shape) => {
      rank(who, 'input', shape, IMAGE);
      checkFit(who, shape, kernelSize, 'kernelSize', padding, dilation);
      if (shape[3]! % groups !== 0)
        throw new RangeError(`${who}: groups must divide channels ${shape[3]}, got ${groups}.`);
    },
    build: ([, , , channels]) => ({
      kernel: weight([...kernelSize, channels! / groups, filters], kernelInitializer, {
        regularizer: kernelRegularizer,
        constraint: kernelConstraint,
      }),
      bias: useBias && weight([filters], biasInitializer, { regularizer: biasRegularizer, constraint: biasConstraint }),
    }),
    call: (x: Tensor, { kernel, bias }) =>
      activate(convolve(x, kernel, bias, { strides, padding, dilation, groups, relu: isRelu(activation) }), activation),
    outputShape: ([batch = null, ...size]) => [
      batch,
      ...strides.map((stride, i) => windows(size[i]!, kernelSize[i]!, stride, padding, dilation[i])),
      filters,
    ],
  });
}
