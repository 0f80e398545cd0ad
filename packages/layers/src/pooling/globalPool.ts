import type { Layer, Shape } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Axes } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';

export interface GlobalPoolOptions extends LayerOptions {
  /** Leaves the axes between batch and channels, of size 1; false by default. */
  readonly keepdims?: boolean;
}

/** A layer that makes one number of each channel; `pool` sees `[batch, places, channels]` and gives `[batch, 1, channels]`. */
export function globalPool(
  type: string,
  options: GlobalPoolOptions,
  axes: Axes,
  pool: (x: Tensor, mask: Tensor | null) => Tensor,
): Layer {
  const { keepdims = false } = options;
  const outputShape = (shape: Shape): Shape => [
    shape[0]!,
    ...(keepdims ? axes.slice(1, -1).map(() => 1) : []),
    shape.at(-1)!,
  ];
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, axes),
    call: (x: Tensor, _, { mask = null }) => {
      const rows = reshaped(x, [x.shape[0]!, -1, x.shape.at(-1)!]);
      return reshaped(pool(rows, axes.length === 3 ? mask : null), outputShape(x.shape) as number[]);
    },
    outputShape,
  });
}
