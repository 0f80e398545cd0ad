import type { Layer } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { checkFit, checkPadding, IMAGE, type Padding, type Pair, pair, windows } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

export interface Pool2dOptions extends LayerOptions {
  /** Height and width of the window; 2 by default. */
  readonly poolSize?: Pair;
  /** Steps between windows; `poolSize` by default. */
  readonly strides?: Pair;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
}

/** The windows of a pool, in the words of tfjs's kernels. */
export interface PoolAttributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: Padding;
}

/** A layer that makes one number of each window of each channel. */
export function pool2d(
  type: string,
  options: Pool2dOptions,
  pool: (x: Tensor, attributes: PoolAttributes) => Tensor,
): Layer {
  const { padding = 'valid', dataFormat = 'channelsLast' } = options;
  const poolSize = pair(type, 'poolSize', options.poolSize ?? 2);
  const strides = pair(type, 'strides', options.strides ?? poolSize);
  checkPadding(type, padding, dataFormat);
  return layer(type, options, {
    check: (who, shape) => {
      rank(who, 'input', shape, IMAGE);
      checkFit(who, shape, poolSize, 'poolSize', padding);
    },
    call: (x: Tensor) => pool(x, { filterSize: poolSize, strides, pad: padding }),
    outputShape: ([batch = null, height = null, width = null, channels = null]) => [
      batch,
      windows(height, poolSize[0], strides[0], padding),
      windows(width, poolSize[1], strides[1], padding),
      channels,
    ],
  });
}
