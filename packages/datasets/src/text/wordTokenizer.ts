import { oneOf, positiveInteger } from '@tenonjs/internal';
import { mostFrequent, type Tokenizer, type TokenizerOptions, tokenizer } from './tokenizer.js';

export interface WordTokenizerOptions extends TokenizerOptions {
  /** Punctuation is left out, made tokens of its own, or kept with its word. Default `'strip'`. */
  readonly punctuation?: 'strip' | 'split' | 'keep';
  /** Words seen less often in training are unknown. Default 1. */
  readonly minCount?: number;
}

/**
 * A tokenizer of words: what stands between spaces, in small letters unless `lower` is false.
 *
 * @throws {RangeError} If an option is out of range, or the fit meets no word.
 * @example
 * const words = wordTokenizer().fit(['The cat sat.', 'The dog sat.']);
 * words.vocabulary; // ['[PAD]', '[UNK]', '[START]', '[END]', 'the', 'sat', 'cat', 'dog']
 * const ids = words.encode('The bird sat', { end: true });
 * ids; // [4, 1, 5, 3]
 * words.decode(ids); // 'the [UNK] sat'
 * @see Keras's `TextVectorization`.
 */
export function wordTokenizer(options: WordTokenizerOptions = {}): Tokenizer<WordTokenizerOptions> {
  const { punctuation = 'strip', minCount = 1, vocabularySize, lower = true } = options;
  oneOf('wordTokenizer', { punctuation }, ['strip', 'split', 'keep']);
  positiveInteger('wordTokenizer', { minCount, ...(vocabularySize !== undefined && { vocabularySize }) });
  const split = (text: string): string[] => {
    if (punctuation === 'keep') return text.match(/\S+/gu) ?? [];
    const words = text.match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
    return punctuation === 'split' ? words : words.filter((word) => /[\p{L}\p{N}]/u.test(word));
  };
  return tokenizer({
    type: 'wordTokenizer',
    options,
    lower,
    learn: (texts, room) => ({
      tokens: mostFrequent(
        (function* () {
          for (const text of texts) yield* split(text);
        })(),
        room,
        minCount,
      ),
    }),
    split,
    join: (tokens) => tokens.join(' '),
  });
}
