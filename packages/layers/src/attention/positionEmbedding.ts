import type { Constraint, Initializer, Layer, Regularizer, Shape } from '@tenonjs/contracts';
import { positiveInteger, primitive } from '@tenonjs/internal';
import { add, clone, pad, slice, sum, type Tensor } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { timeAndFeatures } from './timeAndFeatures.js';

export interface PositionEmbeddingOptions extends LayerOptions {
  /** The most time steps there may be. */
  readonly sequenceLength: number;
  /** `glorotUniform()` by default. */
  readonly initializer?: Initializer;
  readonly regularizer?: Regularizer;
  readonly constraint?: Constraint;
}

/**
 * Adds to each time step a vector learned for its place.
 *
 *     y[t] = x[t] + embeddings[t]
 *
 * Takes and gives `[batch, time, features]`, time up to `sequenceLength`. Weight: `embeddings`, `[sequenceLength, features]`.
 * keras-hub's layer of this name gives the vectors alone.
 *
 * @throws {RangeError} If `sequenceLength` is not a positive integer, or an input is longer.
 * @example
 * positionEmbedding({ sequenceLength: 2, initializer: ones() }).call(tensor3d([[[1, 2]]])); // [[[2, 3]]]
 * @see Gehring et al. 2017, https://arxiv.org/abs/1705.03122.
 */
export function positionEmbedding(options: PositionEmbeddingOptions): Layer {
  const { sequenceLength, initializer = glorotUniform() } = options;
  positiveInteger('positionEmbedding', { sequenceLength });
  return layer('positionEmbedding', options, {
    fixed: { features: -1 },
    check: (who: string, shape: Shape) => {
      timeAndFeatures(who, shape);
      if (shape[1] != null && shape[1] > sequenceLength) {
        throw new RangeError(`${who}: input must have ${sequenceLength} time steps at most, got ${shape[1]}.`);
      }
    },
    build: (shape) => ({
      embeddings: weight([sequenceLength, shape.at(-1)!], initializer, {
        regularizer: options.regularizer,
        constraint: options.constraint,
      }),
    }),
    call: (x: Tensor, { embeddings }) =>
      primitive({ x, embeddings }, () => {
        const [, time, features] = x.shape as [number, number, number];
        return {
          value: add(x, slice(embeddings, [0, 0], [time, features])),
          gradient: (dy) => ({
            x: () => clone(dy),
            embeddings: () =>
              pad(sum(dy, 0), [
                [0, sequenceLength - time],
                [0, 0],
              ]),
          }),
        };
      }),
    outputMask: sameMask,
  });
}
