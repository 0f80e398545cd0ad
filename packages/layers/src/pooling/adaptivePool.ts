/** What the pools with an output of a given size have in common. */
import type { Layer } from '@tenonjs/contracts';
import { oneOf, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Axes, spatial } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

export interface AdaptivePoolOptions<Size> extends LayerOptions {
  /** The size of the output along each axis; one number stands for all. */
  readonly outputSize: Size;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
}

/** The windows that split an axis as evenly as they can, from `start` to before `end`; where they do not fit they overlap. */
export const bins = (size: number, count: number): { start: number; end: number }[] =>
  Array.from({ length: count }, (_, i) => ({
    start: Math.floor((i * size) / count),
    end: Math.ceil(((i + 1) * size) / count),
  }));

/** A layer that pools axis by axis; the windows over all of them are boxes, of which the order of axes makes no difference. */
export function adaptivePool(
  type: string,
  options: AdaptivePoolOptions<number | readonly number[]>,
  axes: Axes,
  along: (x: Tensor, axis: number, size: number) => Tensor,
): Layer {
  const outputSize = spatial(type, 'outputSize', options.outputSize, axes);
  oneOf(type, { dataFormat: options.dataFormat ?? 'channelsLast' }, ['channelsLast']);
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, axes),
    // The last axis first, so that of equal numbers the first in memory wins.
    call: (x: Tensor) => outputSize.reduceRight((x, size, i) => along(x, i + 1, size), x),
    outputShape: (shape) => [shape[0]!, ...outputSize, shape.at(-1)!],
  });
}
