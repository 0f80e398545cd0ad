import type { Layer } from '@tenonjs/contracts';
import { oneOf, primitive, rank } from '@tenonjs/internal';
import { avgPool, engine, mul, type NamedAttrMap, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { alongAxis } from '../alongAxis.js';
import { IMAGE, type Pair, pair } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { INTERPOLATIONS, type Interpolation, interpolated } from './interpolation.js';

export interface UpSampling2dOptions extends LayerOptions {
  /** How many times the height and the width grow; 2 by default. */
  readonly size?: Pair;
  /** `'nearest'` repeats pixels, the others blend them; `'nearest'` by default. */
  readonly interpolation?: Interpolation;
}

/**
 * Enlarges images: `[batch, height, width, channels]` to `[batch, height · size[0], width · size[1], channels]`.
 *
 * Samples lie at pixel centres, as in Keras, and in PyTorch without `align_corners`. `'bicubic'` is Keys's with a = −1/2, as
 * in Keras; PyTorch's has a = −3/4.
 *
 * @throws {RangeError} If a size is not a positive integer or `interpolation` is none of those.
 * @example
 * upSampling2d({ size: [1, 2] }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [1], [2], [2]]]]
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling2d/
 */
export function upSampling2d(options: UpSampling2dOptions = {}): Layer {
  const { interpolation = 'nearest' } = options;
  const size = pair('upSampling2d', 'size', options.size ?? 2);
  oneOf('upSampling2d', { interpolation }, INTERPOLATIONS);
  return layer('upSampling2d', options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) =>
      interpolation === 'nearest'
        ? repeat(x, size)
        : size.reduce((x, times, i) => {
            const length = x.shape[i + 1]!;
            return alongAxis(x, i + 1, interpolated(length, length * times, interpolation));
          }, x),
    outputShape: ([batch = null, height = null, width = null, channels = null]) => [
      batch,
      height && height * size[0],
      width && width * size[1],
      channels,
    ],
  });
}

const repeat = (x: Tensor, size: [number, number]): Tensor =>
  primitive({ x }, () => ({
    value: engine().runKernel('ResizeNearestNeighbor', { images: x }, {
      alignCorners: false,
      halfPixelCenters: false,
      size: [x.shape[1]! * size[0], x.shape[2]! * size[1]],
    } as unknown as NamedAttrMap) as Tensor,
    // A pixel's gradient is the sum over its copies.
    gradient: (dy) => ({ x: () => mul(avgPool(dy as Tensor4D, size, size, 'valid'), size[0] * size[1]) }),
  }));
