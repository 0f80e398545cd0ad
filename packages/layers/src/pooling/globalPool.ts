import type { Layer } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

export interface GlobalPoolOptions extends LayerOptions {
  /** Leaves height and width as axes of size 1; false by default. */
  readonly keepdims?: boolean;
}

/** A layer that makes one number of each channel. */
export function globalPool(
  type: string,
  options: GlobalPoolOptions,
  pool: (x: Tensor, keepdims: boolean) => Tensor,
): Layer {
  const { keepdims = false } = options;
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) => pool(x, keepdims),
    outputShape: ([batch = null, , , channels = null]) => (keepdims ? [batch, 1, 1, channels] : [batch, channels]),
  });
}

/** `[batch, channels]` with the axes of height and width back, of size 1. */
export const perImage = (t: Tensor): Tensor => reshape(t, [t.shape[0]!, 1, 1, t.shape.at(-1)!]);
