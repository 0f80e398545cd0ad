import { positiveInteger } from '@tenonjs/internal';
import { mostFrequent, type Tokenizer, type TokenizerOptions, tokenizer } from './tokenizer.js';

/**
 * A tokenizer of characters, capitals and spaces among them.
 *
 * @throws {RangeError} If an option is out of range, or the fit meets no character.
 * @example
 * const letters = characterTokenizer({ specials: [] }).fit(['to be']);
 * letters.vocabulary; // [' ', 'b', 'e', 'o', 't']
 * letters.encode('beet'); // [1, 2, 2, 4]
 * letters.encode('bean'); // throws characterTokenizer: text must hold known tokens where there is no [UNK] among the specials, got "a".
 */
export function characterTokenizer(options: TokenizerOptions = {}): Tokenizer<TokenizerOptions> {
  const { vocabularySize, lower = false } = options;
  if (vocabularySize !== undefined) positiveInteger('characterTokenizer', { vocabularySize });
  const split = (text: string): string[] => Array.from(text);
  return tokenizer({
    type: 'characterTokenizer',
    options,
    lower,
    learn: (texts, room) => ({
      tokens: mostFrequent(
        (function* () {
          for (const text of texts) yield* text;
        })(),
        room,
      ).sort(),
    }),
    split,
    join: (tokens) => tokens.join(''),
  });
}
