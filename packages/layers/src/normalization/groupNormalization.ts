import type { Constraint, Initializer, Layer, Regularizer, Shape } from '@tenonjs/contracts';
import { integer, positive, positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ones } from '../initializers/ones.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { checkAxes } from './checkAxes.js';
import { fromStart, standardize } from './standardize.js';

export interface GroupNormalizationOptions extends LayerOptions {
  /** How many groups the channels fall into; −1: each channel its own. 32 by default. */
  readonly groups?: number;
  /** The channels' axis, −1 by default. */
  readonly axis?: number;
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
 * Brings each group of a sample's channels, over all places, to mean 0 and variance 1, then to a learned scale and offset.
 *
 *     y = γ · (x − mean) / √(variance + ε) + β        mean, variance: of a sample's group
 *
 * Takes and gives `[batch, …, channels]`. Weights, `[channels]`: `gamma`, `beta`.
 *
 * @throws {RangeError} If `groups` is neither −1 nor a positive integer that divides the channels, or `epsilon` is not positive.
 * @example
 * groupNormalization({ groups: 2 }).call(tensor2d([[1, 3, 10, 20]])); // [[-0.9995, 0.9995, -0.99998, 0.99998]]
 * @see Wu & He 2018, https://arxiv.org/abs/1803.08494.
 */
export function groupNormalization(options: GroupNormalizationOptions = {}): Layer {
  const { groups = 32, axis = -1, epsilon = 1e-3, center = true, scale = true } = options;
  const { betaInitializer = zeros(), gammaInitializer = ones() } = options;
  const { betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint } = options;
  if (groups !== -1) positiveInteger('groupNormalization', { groups });
  integer('groupNormalization', { axis });
  positive('groupNormalization', { epsilon });
  return layer('groupNormalization', options, {
    fixed: { channels: axis },
    check: (who: string, shape: Shape) => {
      checkAxes(who, shape, [axis], 'channels');
      const channels = shape.at(axis);
      if (channels != null && groups !== -1 && channels % groups !== 0) {
        throw new RangeError(`${who}: groups must divide the ${channels} channels, got ${groups}.`);
      }
    },
    build: (shape) => {
      const size = [shape.at(axis)!];
      return {
        gamma: scale && weight(size, gammaInitializer, { regularizer: gammaRegularizer, constraint: gammaConstraint }),
        beta: center && weight(size, betaInitializer, { regularizer: betaRegularizer, constraint: betaConstraint }),
      };
    },
    call: (x: Tensor, { gamma, beta }) => {
      const at = fromStart(axis, x.shape.length);
      const channels = x.shape[at]!;
      const count = groups === -1 ? channels : groups;
      const split = [...x.shape.slice(0, at), count, channels / count, ...x.shape.slice(at + 1)];
      const axes = split.map((_, i) => i).filter((i) => i > 0 && i !== at);
      const y = standardize(reshaped(x, split), gamma, beta, { axes, along: [at, at + 1], epsilon });
      return reshaped(y, x.shape);
    },
    outputMask: sameMask,
  });
}
