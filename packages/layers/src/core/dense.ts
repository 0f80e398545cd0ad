import type { Activation, Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { minRank } from '../shapes.js';
import { activate, isRelu } from './activate.js';
import { affine } from './affine.js';

export interface DenseOptions extends LayerOptions {
  /** The number of outputs. */
  readonly units: number;
  /** Applied to the outputs; none by default. */
  readonly activation?: Activation;
  /** Adds a bias; true by default. */
  readonly useBias?: boolean;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
}

/**
 * A fully connected layer: every output is a weighted sum of all inputs.
 *
 *     y = activation(x · kernel + bias)
 *
 * Takes `[batch, …, features]`, gives `[batch, …, units]`; the same weights serve every position of the middle axes.
 * Weights: `kernel [features, units]`, `bias [units]`.
 *
 * @throws {RangeError} If `units` is not a positive integer.
 * @example
 * const layer = dense({ units: 2, kernelInitializer: ones() });
 * layer.call(tensor2d([[1, 2, 3]])); // [[6, 6]]
 * @see https://keras.io/api/layers/core_layers/dense/
 */
export function dense(options: DenseOptions): Layer {
  const { units, activation, useBias = true, kernelInitializer = glorotUniform(), biasInitializer = zeros() } = options;
  const { kernelRegularizer, biasRegularizer, kernelConstraint, biasConstraint } = options;
  positiveInteger('dense', { units });
  return layer('dense', options, {
    fixed: { features: -1 },
    check: (who, shape) => minRank(who, shape, ['batch', '…', 'features'], 2),
    build: (shape) => ({
      kernel: weight([shape.at(-1)!, units], kernelInitializer, {
        regularizer: kernelRegularizer,
        constraint: kernelConstraint,
      }),
      bias: useBias && weight([units], biasInitializer, { regularizer: biasRegularizer, constraint: biasConstraint }),
    }),
    call: (x: Tensor, { kernel, bias }) => activate(affine(x, kernel, bias, isRelu(activation)), activation),
    outputShape: (shape) => [...shape.slice(0, -1), units],
    outputMask: sameMask,
  });
}
