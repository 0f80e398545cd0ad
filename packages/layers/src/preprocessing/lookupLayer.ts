import type { Layer } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { layer } from '../layer.js';
import { type Token, type Tokens, tokensOf, valuesOf } from './tokens.js';
import { numbersOf, type VocabularyLayer, type VocabularyOptions, vocabularyOf, withVocabulary } from './vocabulary.js';

export interface LookupOptions<T extends Token> extends VocabularyOptions<T> {
  /** How many numbers stand for tokens that are not in the vocabulary; 1 by default, 0 refuses them. */
  readonly numOovIndices?: number;
  /** The token that stands for padding and gets number 0; null, none, by default. */
  readonly maskToken?: T | null;
  /** What stands for unknown tokens where numbers are turned back. */
  readonly oovToken?: T;
  /** Turns numbers into tokens; false by default. */
  readonly invert?: boolean;
}

export interface LookupLayer<T extends Token> extends VocabularyLayer<T> {
  /** Takes the tokens of data, the most frequent first, in place of those before; for `'tfIdf'` a row is a document. */
  adapt(data: Tokens): void;
}

/** A layer from tokens to numbers, or back. */
export function lookupLayer<T extends Token>(type: string, options: LookupOptions<T>, unknown: T): LookupLayer<T> {
  const { numOovIndices = 1, maskToken = null, oovToken = unknown, invert = false, outputMode = 'int' } = options;
  if (!Number.isInteger(numOovIndices) || numOovIndices < 0) {
    throw new RangeError(`${type}: numOovIndices must be an integer from 0, got ${numOovIndices}.`);
  }
  if (invert) oneOf(`${type}: with invert`, { outputMode }, ['int']);
  const vocabulary = vocabularyOf(type, options, { mask: maskToken, unknown: oovToken, unknowns: numOovIndices });
  const made: Layer = layer(type, options, {
    call: (x: Tensor) => {
      const who = made.name ?? type;
      if (vocabulary.tokens.length === 0) {
        throw new Error(`${who}: the vocabulary must be known, call adapt(data) or setVocabulary(tokens) first.`);
      }
      const values = valuesOf(who, x);
      if (invert) {
        const tokens = (values as number[]).map(vocabulary.tokenOf);
        return tensor(tokens as string[], x.shape, typeof unknown === 'string' ? 'string' : 'int32');
      }
      const stray = values.find((token) => typeof token !== typeof unknown);
      if (stray !== undefined) {
        throw new TypeError(`${who}: input must hold ${typeof unknown}s, got ${typeof stray}s.`);
      }
      return vocabulary.encode(numbersOf(who, vocabulary, values as T[], x.shape));
    },
    outputShape: (shape) => (invert ? shape : vocabulary.shape(shape)),
  });
  return withVocabulary<T, { adapt(data: Tokens): void }>(made, vocabulary, {
    adapt(data: Tokens): void {
      const { values, shape } = tokensOf(type, data);
      const length = shape.length > 1 ? shape.at(-1)! : 1;
      vocabulary.adapt(
        Array.from({ length: values.length / length }, (_, i) => values.slice(i * length, (i + 1) * length) as T[]),
      );
    },
  });
}
