/** What the transposed convolutions have in common. */
import type { Layer, Shape } from '@tenonjs/contracts';
import { integer, oneOf, positiveInteger, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { activate, isRelu } from '../core/activate.js';
import { layer } from '../layer.js';
import { kernelOf } from './convolutionLayer.js';
import type { Geometry, Two } from './convolve.js';
import { biased } from './deconvolve.js';
import { type Axes, showSizes, spatial } from './geometry.js';
import { biasOf, type Frame, windowsOf } from './sliding.js';
import type { KernelOptions, WindowOptions } from './windowOptions.js';

export interface TransposedOptions<Size> extends WindowOptions<Size>, KernelOptions {
  /** The number of output channels. */
  readonly filters: number;
  /**
   * How much larger than need be the output is along each axis, less than the stride. By default `'same'` gives the
   * input's size times the stride, `'valid'` the least size.
   */
  readonly outputPadding?: Size;
}

/** A layer that leads from a convolution's output back to an input of its shape. */
export function transposedLayer<N extends readonly number[] = Two>(
  type: string,
  options: TransposedOptions<number | readonly number[]>,
  axes: Axes,
  deconvolve: (x: Tensor, kernel: Tensor, outputShape: readonly number[], geometry: Geometry<N>) => Tensor,
  frame: Frame = (slide) => slide,
): Layer {
  const { filters, padding = 'valid', activation } = options;
  positiveInteger(type, { filters });
  const { window, strides, dilation } = windowsOf(type, options, axes);
  oneOf(type, { padding }, ['valid', 'same']);
  const extra =
    options.outputPadding === undefined
      ? undefined
      : spatial(type, 'outputPadding', options.outputPadding, axes, integer);
  const reach = window.map((size, i) => (size - 1) * dilation[i]! + 1);
  extra?.forEach((zeros, i) => {
    // The convolution over the output must give the input's size again.
    const least = padding === 'same' && reach[i]! % 2 === 0 ? 1 : 0;
    const most = strides[i]! - (padding === 'same' ? reach[i]! % 2 : 1);
    if (zeros < least || zeros > most) {
      throw new RangeError(
        `${type}: outputPadding must be from ${least} to ${most} for kernelSize ${window[i]}, strides ${strides[i]} and padding "${padding}", got ${showSizes(extra)}.`,
      );
    }
  });
  const outputShape = (shape: Shape): Shape => [
    shape[0]!,
    ...reach.map((reach, i) => {
      const [size, stride] = [shape[i + 1]!, strides[i]!];
      if (size === null) return null;
      if (padding === 'valid') return (size - 1) * stride + reach + (extra?.[i] ?? Math.max(stride - reach, 0));
      return extra ? (size - 1) * stride + (reach % 2) + extra[i]! : size * stride;
    }),
    filters,
  ];
  const relu = isRelu(activation);
  return layer(type, options, {
    fixed: { channels: -1 },
    check: (who, shape) => rank(who, 'input', shape, axes),
    build: (shape) => ({
      kernel: kernelOf(options, [...window, filters, shape.at(-1)!]),
      bias: biasOf(options, filters),
    }),
    call: (x: Tensor, weights) => {
      const [batch, ...rest] = outputShape(x.shape) as number[];
      const full = axes.length === 3 ? [batch!, 1, ...rest] : [batch!, ...rest];
      const transposed = frame<Record<string, Tensor | undefined>>((x, { kernel, bias }, geometry) =>
        biased(deconvolve(x, kernel!, full, geometry), bias, relu),
      );
      return activate(transposed(x, weights, { strides, dilation, padding }), activation);
    },
    outputShape,
  });
}
