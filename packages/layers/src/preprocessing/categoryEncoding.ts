import type { Layer } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions } from '../layer.js';
import { encoded, encodedShape } from './tokens.js';

export interface CategoryEncodingOptions extends LayerOptions {
  /** How many categories there are: they run from 0 to numTokens − 1; what lies outside is left out. */
  readonly numTokens: number;
  /**
   * `'oneHot'` gives each category a row of its own, `'multiHot'` and `'count'` one row for all along the last axis;
   * `'multiHot'` by default.
   */
  readonly outputMode?: 'oneHot' | 'multiHot' | 'count';
}

/**
 * Whole numbers as rows of zeros and ones, or of counts.
 *
 *     y[b, c] = 1 if any x[b, t] is c (multiHot),   how many x[b, t] are c (count)
 *
 * Takes `[batch, …, length]`, or for `'count'` also `[categories, weights]` of that shape, and gives `[batch, …, numTokens]`;
 * with `'oneHot'` the length stays, unless it is 1.
 *
 * @throws {RangeError} If `numTokens` is not a positive integer or `outputMode` is none of those named.
 * @example
 * categoryEncoding({ numTokens: 3 }).call(tensor2d([[0, 2], [1, 1]], [2, 2], 'int32')); // [[1, 0, 1], [0, 1, 0]]
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/
 */
export function categoryEncoding(options: CategoryEncodingOptions): Layer<Tensor | Tensor[], Tensor> {
  const { numTokens, outputMode = 'multiHot' } = options;
  positiveInteger('categoryEncoding', { numTokens });
  oneOf('categoryEncoding', { outputMode }, ['oneHot', 'multiHot', 'count']);
  return assemble<Tensor | Tensor[], Tensor>('categoryEncoding', options, {
    check: (who, shapes) => {
      if (Array.isArray(shapes[0]) && (shapes.length !== 2 || outputMode !== 'count')) {
        throw new RangeError(
          `${who}: input must be one tensor, or categories and weights with outputMode "count", got ${shapes.length} tensors with "${outputMode}".`,
        );
      }
    },
    call: (inputs) => {
      const [x, weights] = [inputs].flat() as [Tensor, Tensor?];
      return encoded(x, outputMode, numTokens, weights);
    },
    outputShape: (shapes) =>
      encodedShape(
        (Array.isArray(shapes[0]) ? shapes[0] : shapes) as readonly (number | null)[],
        outputMode,
        numTokens,
      ),
  });
}
