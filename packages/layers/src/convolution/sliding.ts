/** The skeleton of layers whose weights slide over time, images or volumes. */
import type { Layer, Shape } from '@tenonjs/contracts';
import { oneOf, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { activate, isRelu } from '../core/activate.js';
import { zeros } from '../initializers/zeros.js';
import { layer, type Variables, type Weight, type Weights, weight } from '../layer.js';
import type { Geometry, Two } from './convolve.js';
import { type Axes, checkFit, type Padding, spatial, windows } from './geometry.js';
import type { WindowOptions } from './windowOptions.js';

type Size = number | readonly number[];

/** What makes one such layer differ from another. */
export interface Sliding<W extends Weights, N extends readonly number[]> {
  readonly check?: (who: string, channels: number | null) => void;
  readonly build: (window: readonly number[], channels: number) => W;
  /** Gives the output with bias and, where `relu` says so, a ReLU. */
  readonly call: (
    x: Tensor,
    weights: { readonly [K in keyof Variables<W>]: Tensor & Variables<W>[K] },
    geometry: Geometry<N> & { readonly relu: boolean },
  ) => Tensor;
  readonly filters: (channels: number | null) => number | null;
}

/** The bias that the options call for. */
export const biasOf = (options: WindowOptions<Size, string>, filters: number): Weight | false => {
  const { useBias = true, biasInitializer = zeros(), biasRegularizer, biasConstraint } = options;
  return useBias && weight([filters], biasInitializer, { regularizer: biasRegularizer, constraint: biasConstraint });
};

/** Kernel size, strides and dilation along each axis, checked. */
export function windowsOf(
  type: string,
  options: WindowOptions<Size, string>,
  axes: Axes,
): { window: number[]; strides: number[]; dilation: number[] } {
  oneOf(type, { dataFormat: options.dataFormat ?? 'channelsLast' }, ['channelsLast']);
  return {
    window: spatial(type, 'kernelSize', options.kernelSize, axes),
    strides: spatial(type, 'strides', options.strides ?? 1, axes),
    dilation: spatial(type, 'dilationRate', options.dilationRate ?? 1, axes),
  };
}

/** What is done with an input, its weights and windows. */
export type Slide<W> = (x: Tensor, weights: W, geometry: any) => Tensor;

/** Brings inputs, weights and windows to what a `Slide` takes, and its output back. */
export type Frame = <W extends object>(slide: Slide<W>) => Slide<W>;

/** A layer that makes one output of each window. */
export function sliding<W extends Weights, N extends readonly number[] = Two>(
  type: string,
  options: WindowOptions<Size, Padding | 'causal'>,
  axes: Axes,
  { check, build, call, filters }: Sliding<W, N>,
  frame: Frame = (slide) => slide,
): Layer {
  const { padding = 'valid', activation } = options;
  const { window, strides, dilation } = windowsOf(type, options, axes);
  oneOf(type, { padding }, window.length === 1 ? ['valid', 'same', 'causal'] : ['valid', 'same']);
  const before = padding === 'causal' ? (window[0]! - 1) * dilation[0]! : 0;
  const geometry = {
    strides,
    dilation,
    padding: padding === 'causal' ? ('valid' as const) : padding,
    before,
    relu: isRelu(activation),
  };
  const framed = frame<Variables<W>>(call as Slide<Variables<W>>);
  return layer<W>(type, options, {
    fixed: { channels: -1 },
    check: (who, shape) => {
      rank(who, 'input', shape, axes);
      if (padding !== 'causal') checkFit(who, shape, window, 'kernelSize', padding, dilation);
      check?.(who, shape.at(-1)!);
    },
    build: (shape) => build(window, shape.at(-1)!),
    call: (x: Tensor, weights) => activate(framed(x, weights, geometry), activation),
    outputShape: (shape): Shape => [
      shape[0]!,
      ...window.map((size, i) =>
        windows(shape[i + 1]! && shape[i + 1]! + before, size, strides[i]!, geometry.padding, dilation[i]),
      ),
      filters(shape.at(-1)!),
    ],
  });
}
