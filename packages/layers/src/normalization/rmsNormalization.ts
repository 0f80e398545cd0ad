import type { Layer } from '@tenonjs/contracts';
import { integer, positive } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ones } from '../initializers/ones.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { checkAxes } from './checkAxes.js';
import { fromStart, standardize } from './standardize.js';

export interface RmsNormalizationOptions extends LayerOptions {
  /** The axis of one root mean square; −1, the features, by default. */
  readonly axis?: number;
  /** Keeps the division safe; 1e-6 by default. */
  readonly epsilon?: number;
}

/**
 * Brings each sample, by itself, to a root mean square of 1, then to a learned scale.
 *
 *     y = scale · x / √(mean(x²) + ε)
 *
 * Takes and gives `[batch, …, features]`. Weight: `scale`, `[features]`.
 *
 * @throws {RangeError} If `axis` is not an integer or `epsilon` is not positive.
 * @example
 * rmsNormalization().call(tensor2d([[3, 4]])); // [[0.848528, 1.131371]]
 * @see Zhang & Sennrich 2019, https://arxiv.org/abs/1910.07467.
 */
export function rmsNormalization(options: RmsNormalizationOptions = {}): Layer {
  const { axis = -1, epsilon = 1e-6 } = options;
  integer('rmsNormalization', { axis });
  positive('rmsNormalization', { epsilon });
  return layer('rmsNormalization', options, {
    fixed: { features: axis },
    check: (who, shape) => {
      checkAxes(who, shape, [axis], 'features');
    },
    build: (shape) => ({ scale: weight([shape.at(axis)!], ones()) }),
    call: (x: Tensor, { scale }) => {
      const axes = [fromStart(axis, x.shape.length)];
      return standardize(x, scale, undefined, { axes, along: axes, epsilon, rms: true });
    },
    outputMask: sameMask,
  });
}
