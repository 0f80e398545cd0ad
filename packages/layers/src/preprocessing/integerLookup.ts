import { type LookupLayer, type LookupOptions, lookupLayer } from './lookupLayer.js';

export interface IntegerLookupOptions extends LookupOptions<number> {}

export interface IntegerLookupLayer extends LookupLayer<number> {}

/**
 * The number of each integer in a vocabulary, which `adapt` makes of data or `vocabulary` gives.
 *
 *     0 … numOovIndices − 1 for integers that are not in it (one later with a maskToken, whose number is 0), then the vocabulary
 *
 * Takes integers of any shape, gives the same shape in int32, or an encoding of it in float32.
 *
 * @throws {RangeError} If an option is none of those named, or `vocabulary` holds a token twice.
 * @throws {Error} If it is called before it has a vocabulary.
 * @example
 * const layer = integerLookup({ vocabulary: [12, 36, 1138] });
 * layer.call(tensor2d([[12, 7], [1138, 36]], [2, 2], 'int32')); // [[1, 0], [3, 2]]
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/
 */
export const integerLookup = (options: IntegerLookupOptions = {}): IntegerLookupLayer =>
  lookupLayer('integerLookup', options, -1);
