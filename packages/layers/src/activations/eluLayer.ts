import type { Layer } from '@tenonjs/contracts';
import { finite, primitive } from '@tenonjs/internal';
import { add, exp, greaterEqual, minimum, mul, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';

export interface EluLayerOptions extends LayerOptions {
  /** Minus the value far below 0; 1 by default. */
  readonly alpha?: number;
}

/**
 * The exponential linear unit as a layer.
 *
 *     y = x where x ≥ 0, else alpha · (exp(x) − 1)
 *
 * Takes and gives any shape.
 *
 * @throws {RangeError} If `alpha` is not finite.
 * @example
 * eluLayer().call(tensor1d([-1, 2])); // [-0.6321, 2]
 * @see Clevert et al. 2016, https://arxiv.org/abs/1511.07289
 */
export function eluLayer(options: EluLayerOptions = {}): Layer {
  const { alpha = 1 } = options;
  finite('eluLayer', { alpha });
  return layer('eluLayer', options, {
    call: (x: Tensor) =>
      primitive({ x }, () => {
        const y = where(greaterEqual(x, 0), x, mul(sub(exp(minimum(x, 0)), 1), alpha));
        return {
          value: y,
          keep: [x, y],
          // The slope α · exp(x) is y + α.
          gradient: (dy, [x, y]) => ({ x: () => where(greaterEqual(x!, 0), dy, mul(dy, add(y!, alpha))) }),
        };
      }),
    outputMask: sameMask,
  });
}
