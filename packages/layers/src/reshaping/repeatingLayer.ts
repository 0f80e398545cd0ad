import type { Layer } from '@tenonjs/contracts';
import { primitive, rank } from '@tenonjs/internal';
import { reshape, sum, type Tensor, tile } from '@tensorflow/tfjs-core';
import { type Axes, spatial } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

/** Each element along an axis, several times in a row. */
function repeatAlong(x: Tensor, axis: number, times: number): Tensor {
  const after = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const shape = x.shape.map((size, i) => (i === axis ? size * times : size));
  return primitive({ x }, () => ({
    value: reshape(tile(reshape(x, [-1, 1, after]), [1, times, 1]), shape),
    gradient: (dy) => ({ x: () => reshape(sum(reshape(dy, [-1, times, after]), 1), x.shape) }),
  }));
}

/** A layer that repeats its input along the axes between batch and channels. */
export function repeatingLayer(
  type: string,
  options: LayerOptions,
  axes: Axes,
  size: number | readonly number[],
): Layer {
  const times = spatial(type, 'size', size, axes);
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, axes),
    call: (x: Tensor) => times.reduce((y, times, i) => repeatAlong(y, i + 1, times), x),
    outputShape: (shape) => shape.map((size, axis) => size && size * (times[axis - 1] ?? 1)),
  });
}
