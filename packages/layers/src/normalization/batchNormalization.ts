import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { fraction, integer, positive } from '@tenonjs/internal';
import { add, mul, reshape, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { ones } from '../initializers/ones.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { checkAxes } from './checkAxes.js';
import { fromStart, standardize, standardizeBy } from './standardize.js';

export interface BatchNormalizationOptions extends LayerOptions {
  /** The axis that keeps its own mean and variance; −1, the channels, by default. */
  readonly axis?: number;
  /** How much of the moving mean and variance a step keeps, in [0, 1); 0.99 by default. */
  readonly momentum?: number;
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
  /** `zeros()` by default. */
  readonly movingMeanInitializer?: Initializer;
  /** `ones()` by default. */
  readonly movingVarianceInitializer?: Initializer;
}

/**
 * Brings each channel to mean 0 and variance 1 over the batch, then to a learned scale and offset.
 *
 *     training:   y = γ · (x − mean(x)) / √(variance(x) + ε) + β
 *                 moving ← momentum · moving + (1 − momentum) · batch,   for mean and variance
 *     inference:  y = γ · (x − movingMean) / √(movingVariance + ε) + β
 *
 * Takes and gives `[batch, …, channels]`. Weights, all `[channels]`: `gamma`, `beta`, and as state `movingMean`,
 * `movingVariance`. Frozen (`trainable` false), it does what it does at inference, as in Keras.
 *
 * @throws {RangeError} If `axis` is not an integer, `momentum` outside [0, 1) or `epsilon` not positive.
 * @example
 * batchNormalization().call(tensor2d([[1], [3]]), { training: true }); // [[-0.9995], [0.9995]]
 * @see Ioffe & Szegedy 2015, https://arxiv.org/abs/1502.03167; the moving variance is the batch's own, without Bessel's correction, as in Keras.
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): Layer {
  const { axis = -1, momentum = 0.99, epsilon = 1e-3, center = true, scale = true } = options;
  const { betaInitializer = zeros(), gammaInitializer = ones() } = options;
  const { movingMeanInitializer = zeros(), movingVarianceInitializer = ones() } = options;
  const { betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint } = options;
  integer('batchNormalization', { axis });
  fraction('batchNormalization', { momentum });
  positive('batchNormalization', { epsilon });
  const move = (moving: Variable, now: Tensor): void =>
    moving.assign(add(mul(moving, momentum), mul(reshape(now, moving.shape), 1 - momentum)) as Variable);
  const self = layer('batchNormalization', options, {
    fixed: { channels: axis },
    check: (who, shape) => {
      checkAxes(who, shape, [axis], 'channels');
    },
    build: (shape) => {
      const size = [shape.at(axis)!];
      return {
        gamma: scale && weight(size, gammaInitializer, { regularizer: gammaRegularizer, constraint: gammaConstraint }),
        beta: center && weight(size, betaInitializer, { regularizer: betaRegularizer, constraint: betaConstraint }),
        movingMean: weight(size, movingMeanInitializer, { trainable: false }),
        movingVariance: weight(size, movingVarianceInitializer, { trainable: false }),
      };
    },
    call: (x: Tensor, { gamma, beta, movingMean, movingVariance }, { training }) => {
      const along = [fromStart(axis, x.shape.length)];
      if (!training || self.trainable === false) {
        return standardizeBy(x, gamma, beta, { mean: movingMean, variance: movingVariance }, { along, epsilon });
      }
      const axes = x.shape.map((_, i) => i).filter((i) => i !== along[0]);
      return standardize(x, gamma, beta, {
        axes,
        along,
        epsilon,
        seen: (mean, variance) => {
          move(movingMean, mean);
          move(movingVariance, variance);
        },
      });
    },
    outputMask: sameMask,
  });
  return self;
}
