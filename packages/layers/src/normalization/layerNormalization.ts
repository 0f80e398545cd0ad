import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { integer, positive } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ones } from '../initializers/ones.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { checkAxes } from './checkAxes.js';
import { fromStart, standardize } from './standardize.js';

export interface LayerNormalizationOptions extends LayerOptions {
  /** The axis or axes of one mean and variance, never the batch's; −1, the features, by default. */
  readonly axis?: number | readonly number[];
  /** Keeps the division safe; 0.001 by default. */
  readonly epsilon?: number;
  /** Adds `beta`; true by default. */
  readonly center?: boolean;
  /** Multiplies by `gamma`; true by default. */
  readonly scale?: boolean;
  /** `zeros()` by default. */
  readonly betaInitializer?: Initializer;
  /** `ones()` by default. */
  readonly gammaInitializer?: Initializer;
  readonly betaRegularizer?: Regularizer;
  readonly gammaRegularizer?: Regularizer;
  readonly betaConstraint?: Constraint;
  readonly gammaConstraint?: Constraint;
}

/**
 * Brings each sample, by itself, to mean 0 and variance 1, then to a learned scale and offset.
 *
 *     y = γ · (x − mean(x)) / √(variance(x) + ε) + β
 *
 * Takes and gives `[batch, …, features]`. Weights, of the sizes of the axes: `gamma`, `beta`.
 *
 * @throws {RangeError} If an axis is not an integer or `epsilon` is not positive.
 * @example
 * layerNormalization().call(tensor2d([[1, 3], [5, 5]])); // [[-0.9995, 0.9995], [0, 0]]
 * @see Ba, Kiros & Hinton 2016, https://arxiv.org/abs/1607.06450; ε is 0.001 as in Keras, PyTorch has 1e-5.
 */
export function layerNormalization(options: LayerNormalizationOptions = {}): Layer {
  const { axis = -1, epsilon = 1e-3, center = true, scale = true } = options;
  const { betaInitializer = zeros(), gammaInitializer = ones() } = options;
  const { betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint } = options;
  const given = typeof axis === 'number' ? [axis] : axis;
  for (const one of given) integer('layerNormalization', { axis: one });
  positive('layerNormalization', { epsilon });
  const axesOf = (rank: number): number[] => given.map((one) => fromStart(one, rank)).sort((a, b) => a - b);
  return layer('layerNormalization', options, {
    fixed: Object.fromEntries(given.map((one) => [one === -1 ? 'features' : `sizes along axis ${one}`, one])),
    check: (who, shape) => {
      checkAxes(who, shape, given, 'features');
    },
    build: (shape) => {
      const sizes = axesOf(shape.length).map((one) => shape[one]!);
      return {
        gamma: scale && weight(sizes, gammaInitializer, { regularizer: gammaRegularizer, constraint: gammaConstraint }),
        beta: center && weight(sizes, betaInitializer, { regularizer: betaRegularizer, constraint: betaConstraint }),
      };
    },
    call: (x: Tensor, { gamma, beta }) => {
      const axes = axesOf(x.shape.length);
      return standardize(x, gamma, beta, { axes, along: axes, epsilon });
    },
    outputMask: sameMask,
  });
}
