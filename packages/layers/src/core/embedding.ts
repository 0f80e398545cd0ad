import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger, primitive } from '@tenonjs/internal';
import {
  cast,
  gather,
  getBackend,
  getKernel,
  notEqual,
  reshape,
  scatterND,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import { randomUniform } from '../initializers/randomUniform.js';
import { type LayerOptions, layer, weight } from '../layer.js';
import { minRank } from '../shapes.js';

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

/** The rows of a table, as one node; only the table has a gradient. */
function lookUp(table: Tensor, x: Tensor): Tensor {
  const [rows, columns] = table.shape as [number, number];
  return primitive({ table }, () => {
    const indices = cast(reshape(x, [-1]), 'int32') as Tensor1D;
    return {
      value: reshape(gather(table, indices), [...x.shape, columns]),
      keep: [indices],
      gradient: (dy, [indices]) => ({
        table: () => {
          const updates = reshape(dy, [-1, columns]) as Tensor2D;
          return getKernel('UnsortedSegmentSum', getBackend())
            ? unsortedSegmentSum(updates, indices as Tensor1D, rows)
            : scatterND(reshape(indices!, [-1, 1]), updates, [rows, columns]);
        },
      }),
    };
  });
}
