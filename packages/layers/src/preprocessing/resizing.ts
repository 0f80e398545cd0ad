import type { Layer, Shape } from '@tenonjs/contracts';
import { finite, oneOf, positiveInteger, primitive, rank } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { INTERPOLATIONS, type Interpolation } from '../reshaping/interpolation.js';
import { floats, resized, resizedToCover } from './resize.js';

export interface ResizingOptions extends LayerOptions {
  /** The height of the output. */
  readonly height: number;
  /** The width of the output. */
  readonly width: number;
  /** `'nearest'` takes one pixel, the others blend them; `'bilinear'` by default. */
  readonly interpolation?: Interpolation;
  /** Cuts images to the output's proportions first, so that nothing is distorted; false by default. */
  readonly cropToAspectRatio?: boolean;
  /** Pads images to the output's proportions first, so that nothing is distorted; false by default. */
  readonly padToAspectRatio?: boolean;
  /** What the padding is filled with; 0 by default. */
  readonly fillValue?: number;
  /** Blends more pixels where images shrink, so that none is overlooked; false by default. */
  readonly antialias?: boolean;
}

/**
 * Brings images to one size: `[batch, height, width, channels]` to `[batch, newHeight, newWidth, channels]`, in float32.
 *
 * Samples lie at pixel centres. `'bicubic'` is Keys's with a = −1/2.
 *
 * @throws {RangeError} If `height` or `width` is not a positive integer, `interpolation` is none of those named, or images are
 * to be both cut and padded.
 * @example
 * resizing({ height: 1, width: 4 }).call(tensor4d([0, 4], [1, 1, 2, 1])); // [[[[0], [1], [3], [4]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/
 */
export function resizing(options: ResizingOptions): Layer {
  const { height, width, interpolation = 'bilinear', cropToAspectRatio = false, padToAspectRatio = false } = options;
  const { fillValue = 0, antialias = false } = options;
  positiveInteger('resizing', { height, width });
  oneOf('resizing', { interpolation }, INTERPOLATIONS);
  finite('resizing', { fillValue });
  if (cropToAspectRatio && padToAspectRatio) {
    throw new RangeError('resizing: cropToAspectRatio and padToAspectRatio must not both be true, got true and true.');
  }
  return layer('resizing', options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) => {
      const pixels = floats(x);
      if (cropToAspectRatio) return resizedToCover(pixels, height, width, interpolation, antialias);
      const whole = padToAspectRatio ? padded(pixels, height, width, fillValue) : pixels;
      return resized(whole, height, width, interpolation, antialias);
    },
    outputShape: (shape): Shape => [shape[0]!, height, width, shape[3]!],
  });
}

/** Images with as much around them as their proportions lack. */
function padded(x: Tensor, height: number, width: number, value: number): Tensor {
  const [, tall, wide] = x.shape as [number, number, number];
  const rows = Math.max(tall, Math.trunc((wide * height) / width)) - tall;
  const columns = Math.max(wide, Math.trunc((tall * width) / height)) - wide;
  const [top, left] = [Math.trunc(rows / 2), Math.trunc(columns / 2)];
  const edges: [number, number][] = [
    [0, 0],
    [top, rows - top],
    [left, columns - left],
    [0, 0],
  ];
  return primitive({ x }, () => ({
    value: pad(x, edges, value),
    gradient: (dy) => ({ x: () => slice(dy, [0, top, left, 0], x.shape) }),
  }));
}
