import type { Layer } from '@tenonjs/contracts';
import { oneOf, positiveInteger, rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Padding, windows } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { showShape } from '../shapes.js';
import type { PoolAttributes } from './pool2d.js';

export interface Pool1dOptions extends LayerOptions {
  /** How many time steps a window holds; 2 by default. */
  readonly poolSize?: number;
  /** Steps between windows; `poolSize` by default. */
  readonly strides?: number;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
}

/** A layer that makes one number of each window of each channel, by a pool of images of one column. */
export function pool1d(
  type: string,
  options: Pool1dOptions,
  pool: (x: Tensor, attributes: PoolAttributes) => Tensor,
): Layer {
  const { poolSize = 2, strides = poolSize, padding = 'valid', dataFormat = 'channelsLast' } = options;
  positiveInteger(type, { poolSize, strides });
  oneOf(type, { padding }, ['valid', 'same']);
  oneOf(type, { dataFormat }, ['channelsLast']);
  return layer(type, options, {
    check: (who, shape) => {
      rank(who, 'input', shape, ['batch', 'time', 'channels']);
      if ((windows(shape[1]!, poolSize, strides, padding) ?? 1) < 1) {
        throw new RangeError(`${who}: poolSize ${poolSize} does not fit into input of shape ${showShape(shape)}.`);
      }
    },
    call: (x: Tensor) => {
      const [batch, time, channels] = x.shape as [number, number, number];
      const image = reshaped(x, [batch, time, 1, channels]);
      const y = pool(image, { filterSize: [poolSize, 1], strides: [strides, 1], pad: padding });
      return reshaped(y, [batch, y.shape[1]!, channels]);
    },
    outputShape: ([batch = null, time = null, channels = null]) => [
      batch,
      windows(time, poolSize, strides, padding),
      channels,
    ],
  });
}
