import type { Initializer, Layer } from '@tenonjs/contracts';
import { positiveInteger, primitive } from '@tenonjs/internal';
import { glorotUniform } from '@tenonjs/layers';
import { add, clone, pad, slice, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { positions } from './positions.js';

export interface PositionEmbeddingOptions {
  /** The longest sequence. */
  readonly sequenceLength: number;
  /** `glorotUniform()` by default. */
  readonly initializer?: Initializer;
  readonly name?: string;
  readonly trainable?: boolean;
}

/**
 * Adds a learned vector to each time step, so that a Transformer knows which comes first.
 *
 *     y[b, t] = x[b, t] + embeddings[t]
 *
 * Takes and gives `[batch, time, features]`. Weights: `embeddings [sequenceLength, features]`.
 *
 * @throws {RangeError} If `sequenceLength` is not a positive integer, or a sequence is longer.
 * @example
 * const layer = positionEmbedding({ sequenceLength: 3, initializer: (shape) => fill([...shape], 2) });
 * layer.call(tensor3d([[[1], [5]]])); // [[[3], [7]]]
 * @see Gehring et al. 2017, https://arxiv.org/abs/1705.03122; https://keras.io/keras_hub/api/modeling_layers/position_embedding/
 */
export function positionEmbedding(options: PositionEmbeddingOptions): Layer {
  const { sequenceLength, initializer = glorotUniform() } = options;
  positiveInteger('positionEmbedding', { sequenceLength });
  return positions(
    'positionEmbedding',
    options,
    (who, [, time]) => {
      if (time != null && time > sequenceLength)
        throw new RangeError(`${who}: a sequence may have ${sequenceLength} time steps, got ${time}.`);
    },
    ([, , features], seed) => initializer([sequenceLength, features!], seed),
    (x, table) =>
      primitive({ x, table: table! }, () => {
        const [, time, features] = x.shape as [number, number, number];
        return {
          value: add(x, slice(table as Tensor as Tensor2D, [0, 0], [time, features])),
          gradient: (dy) => ({
            x: () => clone(dy),
            table: () =>
              pad(sum(dy, 0), [
                [0, sequenceLength - time],
                [0, 0],
              ]),
          }),
        };
      }),
  );
}
