import type { Layer } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Axes } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

export interface GlobalPoolOptions extends LayerOptions {
  /** Leaves the axes between batch and channels, of size 1; false by default. */
  readonly keepdims?: boolean;
}

/** A layer that makes one number of each channel. */
export function globalPool(
  type: string,
  options: GlobalPoolOptions,
  axes: Axes,
  pool: (x: Tensor, keepdims: boolean, mask: Tensor | null) => Tensor,
): Layer {
  const { keepdims = false } = options;
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, axes),
    call: (x: Tensor, _, { mask = null }) => pool(x, keepdims, axes.length === 3 ? mask : null),
    outputShape: (shape) => [shape[0]!, ...(keepdims ? axes.slice(1, -1).map(() => 1) : []), shape.at(-1)!],
  });
}

/** The axes between batch and channels. */
export const inner = (x: Tensor): number[] => x.shape.map((_, axis) => axis).slice(1, -1);

/** `[batch, channels]` with the axes of x between them back, of size 1. */
export const perSample = (t: Tensor, x: Tensor): Tensor =>
  reshape(t, [x.shape[0]!, ...inner(x).map(() => 1), x.shape.at(-1)!]);
