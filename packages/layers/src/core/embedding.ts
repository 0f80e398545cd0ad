import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { notEqual, type Tensor } from '@tensorflow/tfjs-core';
import { randomUniform } from '../initializers/randomUniform.js';
import { type LayerOptions, layer, weight } from '../layer.js';
import { minRank } from '../shapes.js';
import { lookUp } from './lookUp.js';

export interface EmbeddingOptions extends LayerOptions {
  /** How many different integers there are: they run from 0 to inputDim − 1. */
  readonly inputDim: number;
  /** The length of each vector. */
  readonly outputDim: number;
  /** `randomUniform()` by default. */
  readonly embeddingsInitializer?: Initializer;
  readonly embeddingsRegularizer?: Regularizer;
  readonly embeddingsConstraint?: Constraint;
  /** Takes 0 for padding, which later layers leave out; false by default. */
  readonly maskZero?: boolean;
}

/**
 * A learned vector for every integer.
 *
 *     y[b, t] = embeddings[x[b, t]]
 *
 * Takes integers `[batch, …]`, gives `[batch, …, outputDim]`. Weights: `embeddings [inputDim, outputDim]`.
 *
 * @throws {RangeError} If `inputDim` or `outputDim` is not a positive integer.
 * @example
 * const layer = embedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: identityInitializer() });
 * layer.call(tensor2d([[1, 0]], [1, 2], 'int32')); // [[[0, 1], [1, 0]]]
 * @see https://keras.io/api/layers/core_layers/embedding/
 */
export function embedding(options: EmbeddingOptions): Layer {
  const { inputDim, outputDim, embeddingsInitializer = randomUniform(), maskZero = false } = options;
  const { embeddingsRegularizer: regularizer, embeddingsConstraint: constraint } = options;
  positiveInteger('embedding', { inputDim, outputDim });
  return layer('embedding', options, {
    check: (who, shape) => minRank(who, shape, ['batch', '…'], 1),
    build: () => ({ embeddings: weight([inputDim, outputDim], embeddingsInitializer, { regularizer, constraint }) }),
    call: (x: Tensor, { embeddings }) => lookUp(embeddings, x),
    outputShape: (shape) => [...shape, outputDim],
    ...(maskZero && { outputMask: (x: Tensor) => notEqual(x, 0) }),
  });
}
