import type { Layer } from '@tenonjs/contracts';
import { positive, primitive } from '@tenonjs/internal';
import { add, clone, tensor2d } from '@tensorflow/tfjs-core';
import { positions } from './positions.js';

export interface SinePositionEncodingOptions {
  /** The longest wavelength, over 2π; 10,000 by default. */
  readonly maxWavelength?: number;
  readonly name?: string;
}

/**
 * Adds waves of many lengths to the time steps, so that a Transformer knows which comes first, in sequences of any length.
 *
 *     y[b, t, 2i] = x[b, t, 2i] + sin(t / maxWavelength^(2i / features))        y[b, t, 2i + 1] = x[b, t, 2i + 1] + cos(the same)
 *
 * Takes and gives `[batch, time, features]`. No weights.
 *
 * @throws {RangeError} If `maxWavelength` is not positive.
 * @example
 * sinePositionEncoding().call(tensor3d([[[1, 1], [1, 1]]])); // [[[1, 2], [1.841471, 1.540302]]]
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; https://keras.io/keras_hub/api/modeling_layers/sine_position_encoding/
 */
export function sinePositionEncoding(options: SinePositionEncodingOptions = {}): Layer {
  const { maxWavelength = 10_000 } = options;
  positive('sinePositionEncoding', { maxWavelength });
  return positions(
    'sinePositionEncoding',
    options,
    () => {},
    undefined,
    (x) =>
      primitive({ x }, () => {
        const [, time, features] = x.shape as [number, number, number];
        const waves = Float32Array.from({ length: time * features }, (_, i) => {
          const [t, feature] = [Math.floor(i / features), i % features];
          const angle = t / maxWavelength ** ((2 * Math.floor(feature / 2)) / features);
          return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        });
        return { value: add(x, tensor2d(waves, [time, features])), gradient: (dy) => ({ x: () => clone(dy) }) };
      }),
  );
}
