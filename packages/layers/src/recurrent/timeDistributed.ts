import type { Layer, Shape } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import { type LayerOptions, sameMask } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { minRank, product } from '../shapes.js';

export interface TimeDistributedOptions extends LayerOptions {
  /** What each time step goes through. */
  readonly layer: Layer;
}

/**
 * Applies a layer to every time step, with the same weights for all.
 *
 *     y[b, t] = layer(x[b, t])
 *
 * Takes `[batch, time, …]`, gives `[batch, time, …]` as the layer gives it: a convolution of images, for a sequence of images.
 * Weights: those of the layer, `layer/kernel` …. The mask of the time steps goes on.
 *
 * @throws {TypeError} If `layer` is not a layer.
 * @example
 * const layer = timeDistributed({ layer: flatten() });
 * layer.call(fill([2, 5, 3, 3, 1], 1)).shape; // [2, 5, 9]
 * @see https://keras.io/api/layers/recurrent_layers/time_distributed/
 */
export function timeDistributed(options: TimeDistributedOptions): Layer {
  const { layer } = options;
  if (typeof layer?.call !== 'function') {
    throw new TypeError(`timeDistributed: layer must be a layer, got ${layer === null ? layer : typeof layer}.`);
  }
  /** All time steps as one batch. */
  const flat = ([batch = null, time = null, ...step]: Shape): Shape => [product([batch, time]), ...step];
  const self = composite<Tensor, Tensor, 'layer'>('timeDistributed', options, {
    check: (who, shape) => minRank(who, shape, ['batch', 'time', '…'], 3),
    layers: (shape) => ({ layer: [layer, flat(shape)] }),
    call: (x, { layer }, { mask: _, masks: __, ...context }) => {
      const y = layer.call(reshaped(x, flat(x.shape) as number[]), context) as Tensor;
      return reshaped(y, [x.shape[0]!, x.shape[1]!, ...y.shape.slice(1)]);
    },
    outputShape: (shape) => [shape[0]!, shape[1]!, ...layer.outputShape(flat(shape)).slice(1)],
    outputMask: sameMask,
  });
  return Object.assign(self, { resetState: () => layer.resetState?.() });
}
