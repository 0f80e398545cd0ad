/** What the pools over windows have in common. */
import type { Layer } from '@tenonjs/contracts';
import { oneOf, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Axes, checkFit, type Padding, spatial, windows } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';

export interface PoolOptions<Size> extends LayerOptions {
  /** The size of the window along each axis; 2 by default. */
  readonly poolSize?: Size;
  /** Steps between windows; `poolSize` by default. */
  readonly strides?: Size;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
}

/** The windows of a pool, in the words of tfjs's kernels. */
export interface PoolAttributes {
  readonly filterSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pad: Padding;
}

/** A pool of images, `[batch, height, width, channels]`. */
export type Pool = (x: Tensor, attributes: PoolAttributes) => Tensor;

/** A layer that makes one number of each window of each channel. */
export function poolLayer(
  type: string,
  options: PoolOptions<number | readonly number[]>,
  axes: Axes,
  pool: Pool,
): Layer {
  const { padding = 'valid', dataFormat = 'channelsLast' } = options;
  const poolSize = spatial(type, 'poolSize', options.poolSize ?? 2, axes);
  const strides = spatial(type, 'strides', options.strides ?? poolSize, axes);
  oneOf(type, { padding }, ['valid', 'same']);
  oneOf(type, { dataFormat }, ['channelsLast']);
  /** Pools along one axis: an image with as many rows, all that lies between it and the channels in a row. */
  const along = (x: Tensor, axis: number): Tensor => {
    const { shape } = x;
    const count = (sizes: number[]): number => sizes.reduce((a, b) => a * b, 1);
    const image = [count(shape.slice(0, axis)), shape[axis]!, count(shape.slice(axis + 1, -1)), shape.at(-1)!];
    const [window, stride] = [poolSize[axis - 1]!, strides[axis - 1]!];
    const y = pool(reshaped(x, image), { filterSize: [window, 1], strides: [stride, 1], pad: padding });
    return reshaped(y, [...shape.slice(0, axis), y.shape[1]!, ...shape.slice(axis + 1)]);
  };
  /** The last two axes between batch and channels at once. */
  const images = (x: Tensor): Tensor => {
    const y = pool(reshaped(x, [-1, ...x.shape.slice(-3)]), {
      filterSize: poolSize.slice(-2) as [number, number],
      strides: strides.slice(-2) as [number, number],
      pad: padding,
    });
    return reshaped(y, [...x.shape.slice(0, -3), ...y.shape.slice(1)]);
  };
  return layer(type, options, {
    check: (who, shape) => {
      rank(who, 'input', shape, axes);
      checkFit(who, shape, poolSize, 'poolSize', padding);
    },
    call: (x: Tensor) => (axes.length === 3 ? along(x, 1) : axes.length === 4 ? images(x) : along(images(x), 1)),
    outputShape: (shape) => [
      shape[0]!,
      ...poolSize.map((size, i) => windows(shape[i + 1]!, size, strides[i]!, padding)),
      shape.at(-1)!,
    ],
  });
}
