import type { Layer } from '@tenonjs/contracts';
import { oneOf, primitive, rank } from '@tenonjs/internal';
import {
  avgPool,
  engine,
  matMul,
  mul,
  type NamedAttrMap,
  reshape,
  type Tensor,
  type Tensor4D,
  tensor3d,
} from '@tensorflow/tfjs-core';
import { IMAGE, type Pair, pair } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';

export interface UpSampling2dOptions extends LayerOptions {
  /** How many times the height and the width grow; 2 by default. */
  readonly size?: Pair;
  /** `'nearest'` repeats pixels, `'bilinear'` blends them; `'nearest'` by default. */
  readonly interpolation?: 'nearest' | 'bilinear';
}

/**
 * Enlarges images: `[batch, height, width, channels]` to `[batch, height · size[0], width · size[1], channels]`.
 *
 * Bilinear samples at pixel centres, as Keras does and as PyTorch does without `align_corners`.
 *
 * @throws {RangeError} If a size is not a positive integer or `interpolation` is neither.
 * @example
 * upSampling2d({ size: [1, 2] }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [1], [2], [2]]]]
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling2d/
 */
export function upSampling2d(options: UpSampling2dOptions = {}): Layer {
  const { interpolation = 'nearest' } = options;
  const size = pair('upSampling2d', 'size', options.size ?? 2);
  oneOf('upSampling2d', { interpolation }, ['nearest', 'bilinear']);
  return layer('upSampling2d', options, {
    check: (who, shape) => rank(who, 'input', shape, IMAGE),
    call: (x: Tensor) => (interpolation === 'nearest' ? repeat(x, size) : blend(x, size)),
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

/** Along each axis a product with the matrix of what each new pixel takes of the old ones. */
function blend(x: Tensor, [tall, wide]: [number, number]): Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  return primitive({ x }, () => {
    const [down, across] = [weights(height, tall), weights(width, wide)];
    const along = (t: Tensor, m: Tensor, rows: number, length: number, back: boolean): Tensor =>
      matMul(m, reshape(t, [rows, length, -1]), back, false);
    const rows = along(x, down, batch, height, false);
    return {
      value: reshape(along(rows, across, batch * height * tall, width, false), [
        batch,
        height * tall,
        width * wide,
        channels,
      ]),
      keep: [down, across],
      gradient: (dy, [down, across]) => ({
        x: () => {
          const columns = along(dy, across!, batch * height * tall, width * wide, true);
          return reshape(along(columns, down!, batch, height * tall, true), x.shape);
        },
      }),
    };
  });
}

/** `[1, size · times, size]`: the shares of the two nearest pixels; beyond the edge stands the edge. */
function weights(size: number, times: number): Tensor {
  const values = new Float32Array(size * times * size);
  for (let i = 0; i < size * times; i++) {
    const at = (i + 0.5) / times - 0.5;
    const low = Math.floor(at);
    const inside = (j: number): number => Math.min(Math.max(j, 0), size - 1);
    values[i * size + inside(low)]! += 1 - (at - low);
    values[i * size + inside(low + 1)]! += at - low;
  }
  return tensor3d(values, [1, size * times, size]);
}
