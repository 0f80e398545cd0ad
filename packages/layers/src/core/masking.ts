import type { Layer } from '@tenonjs/contracts';
import { finite, primitive } from '@tenonjs/internal';
import { any, cast, mul, notEqual, type Tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { minRank } from '../shapes.js';

export interface MaskingOptions extends LayerOptions {
  /** What padding is filled with; 0 by default. */
  readonly maskValue?: number;
}

/** Which time steps hold anything else than padding, `[batch, time]`, bool; with the features' axis kept, `[batch, time, 1]`. */
const steps = (x: Tensor, maskValue: number, keepDims: boolean): Tensor => any(notEqual(x, maskValue), -1, keepDims);

/**
 * Marks the time steps all of whose features are padding, so that later layers leave them out, and sets them to zero.
 *
 *     mask[b, t] = any over f of x[b, t, f] ≠ maskValue
 *
 * Takes and gives `[batch, time, features]`.
 *
 * @throws {RangeError} If `maskValue` is not finite.
 * @example
 * const layer = masking({ maskValue: -1 });
 * layer.call(tensor3d([[[1, 2], [-1, -1], [-1, 3]]])); // [[[1, 2], [0, 0], [-1, 3]]]
 * @see https://keras.io/api/layers/core_layers/masking/
 */
export function masking(options: MaskingOptions = {}): Layer {
  const { maskValue = 0 } = options;
  finite('masking', { maskValue });
  return layer('masking', options, {
    check: (who, shape) => minRank(who, shape, ['batch', 'time', '…', 'features'], 3),
    call: (x: Tensor) =>
      primitive({ x }, () => {
        const mask = cast(steps(x, maskValue, true), 'float32');
        return { value: mul(x, mask), keep: [mask], gradient: (dy, [mask]) => ({ x: () => mul(dy, mask!) }) };
      }),
    outputMask: (x: Tensor) => steps(x, maskValue, false),
  });
}
