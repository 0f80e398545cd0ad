import type { Layer } from '@tenonjs/contracts';
import { finite, primitive } from '@tenonjs/internal';
import { add, cast, mul, type Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';

export interface RescalingOptions extends LayerOptions {
  /** What inputs are multiplied by. */
  readonly scale: number;
  /** What is added then; 0 by default. */
  readonly offset?: number;
}

/**
 * Brings numbers to another range, such as pixels from 0 … 255 to 0 … 1: `rescaling({ scale: 1 / 255 })`.
 *
 *     y = x · scale + offset
 *
 * Takes any shape and dtype, gives the same shape in float32.
 *
 * @throws {RangeError} If `scale` or `offset` is not finite.
 * @example
 * rescaling({ scale: 2, offset: -1 }).call(tensor1d([0, 1])); // [-1, 1]
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/
 */
export function rescaling(options: RescalingOptions): Layer {
  const { scale, offset = 0 } = options;
  finite('rescaling', { scale, offset });
  return layer('rescaling', options, {
    call: (x: Tensor) =>
      primitive({ x }, () => ({
        value: add(mul(cast(x, 'float32'), scale), offset),
        gradient: (dy) => ({ x: () => mul(dy, scale) }),
      })),
    outputMask: sameMask,
  });
}
