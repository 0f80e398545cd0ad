/** What the convolutions of time, images and volumes have in common: filters, groups, kernel and bias. */
import type { Layer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { type Weight, weight } from '../layer.js';
import type { Convolution, Two } from './convolve.js';
import type { Axes, Padding } from './geometry.js';
import { biasOf, type Frame, sliding } from './sliding.js';
import type { KernelOptions, WindowOptions } from './windowOptions.js';

export interface ConvolutionOptions<Size, Pad = Padding> extends WindowOptions<Size, Pad>, KernelOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** Into how many parts channels and filters are split, each convolved alone; 1 by default. */
  readonly groups?: number;
}

/** The kernel of this shape that the options call for. */
export const kernelOf = (options: KernelOptions, shape: readonly number[]): Weight =>
  weight(shape, options.kernelInitializer ?? glorotUniform(), {
    regularizer: options.kernelRegularizer,
    constraint: options.kernelConstraint,
  });

/** A convolution layer over these axes. */
export function convolutionLayer<N extends readonly number[] = Two>(
  type: string,
  options: ConvolutionOptions<number | readonly number[], Padding | 'causal'>,
  axes: Axes,
  convolve: (x: Tensor, kernel: Tensor, bias: Tensor | undefined, convolution: Convolution<N>) => Tensor,
  frame?: Frame,
): Layer {
  const { filters, groups = 1 } = options;
  positiveInteger(type, { filters, groups });
  if (filters % groups !== 0) throw new RangeError(`${type}: groups must divide filters ${filters}, got ${groups}.`);
  return sliding<{ kernel: Weight; bias: Weight | false }, N>(
    type,
    options,
    axes,
    {
      check: (who, channels) => {
        if (channels !== null && channels % groups !== 0) {
          throw new RangeError(`${who}: groups must divide channels ${channels}, got ${groups}.`);
        }
      },
      build: (window, channels) => ({
        kernel: kernelOf(options, [...window, channels / groups, filters]),
        bias: biasOf(options, filters),
      }),
      call: (x, { kernel, bias }, geometry) => convolve(x, kernel, bias, { ...geometry, groups }),
      filters: () => filters,
    },
    frame,
  );
}
