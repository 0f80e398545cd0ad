import { type LookupLayer, type LookupOptions, lookupLayer } from './lookupLayer.js';

export interface StringLookupOptions extends LookupOptions<string> {}

export interface StringLookupLayer extends LookupLayer<string> {}

/**
 * The number of each word in a vocabulary, which `adapt` makes of data or `vocabulary` gives.
 *
 *     0 … numOovIndices − 1 for words that are not in it (one later with a maskToken, whose number is 0), then the vocabulary
 *
 * Takes strings of any shape, gives the same shape in int32, or an encoding of it in float32.
 *
 * @throws {RangeError} If an option is none of those named, or `vocabulary` holds a token twice.
 * @throws {Error} If it is called before it has a vocabulary.
 * @example
 * const layer = stringLookup({ vocabulary: ['a', 'b', 'c'] });
 * layer.call(tensor2d([['a', 'z'], ['c', 'b']])); // [[1, 0], [3, 2]]
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/
 */
export const stringLookup = (options: StringLookupOptions = {}): StringLookupLayer =>
  lookupLayer('stringLookup', options, '[UNK]');
