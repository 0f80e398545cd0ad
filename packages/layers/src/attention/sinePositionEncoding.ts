import type { Layer } from '@tenonjs/contracts';
import { positive } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { scaled } from '../core/scaled.js';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { timeAndFeatures } from './timeAndFeatures.js';

export interface SinePositionEncodingOptions extends LayerOptions {
  /** The longest wave, in time steps over 2π; 10000 by default. */
  readonly maxWavelength?: number;
}

/**
 * Adds to each time step where it stands: waves of growing length, one pair of features each.
 *
 *     y[t, 2i] = x[t, 2i] + sin(t / maxWavelength^(2i / features))        y[t, 2i+1] = x[t, 2i+1] + cos(the same)
 *
 * Takes and gives `[batch, time, features]`. keras-hub's layer of this name gives the waves alone.
 *
 * @throws {RangeError} If `maxWavelength` is not positive.
 * @example
 * sinePositionEncoding().call(tensor3d([[[0, 0], [0, 0]]])); // [[[0, 1], [0.841471, 0.540302]]]
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, section 3.5.
 */
export function sinePositionEncoding(options: SinePositionEncodingOptions = {}): Layer {
  const { maxWavelength = 10_000 } = options;
  positive('sinePositionEncoding', { maxWavelength });
  return layer('sinePositionEncoding', options, {
    check: timeAndFeatures,
    call: (x: Tensor) => {
      const [time, features] = x.shape.slice(-2) as [number, number];
      const waves = Float32Array.from({ length: time * features }, (_, at) => {
        const [t, i] = [Math.floor(at / features), at % features];
        const angle = t / maxWavelength ** ((2 * Math.floor(i / 2)) / features);
        return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
      });
      return scaled(x, undefined, tensor(waves, [time, features]));
    },
    outputMask: sameMask,
  });
}
