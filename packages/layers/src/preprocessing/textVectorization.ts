import type { Layer } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { layer } from '../layer.js';
import { showShape } from '../shapes.js';
import { type Tokens, tokensOf, valuesOf } from './tokens.js';
import { type VocabularyLayer, type VocabularyOptions, vocabularyOf, withVocabulary } from './vocabulary.js';

export interface TextVectorizationOptions extends VocabularyOptions<string> {
  /** What is done to a text first, or null for nothing; `'lowerAndStripPunctuation'` by default. */
  readonly standardize?: 'lowerAndStripPunctuation' | 'lower' | 'stripPunctuation' | ((text: string) => string) | null;
  /** How it is split into tokens, or null for not at all; `'whitespace'` by default. */
  readonly split?: 'whitespace' | 'character' | ((text: string) => readonly string[]) | null;
  /** Adds runs of tokens: up to so many, or of these lengths alone; none by default. */
  readonly ngrams?: number | readonly number[];
  /** The length that every row of numbers is cut or padded to; by default that of the batch's longest. */
  readonly outputSequenceLength?: number;
}

export interface TextVectorizationLayer extends VocabularyLayer {
  /** Takes the tokens of texts, the most frequent first, in place of those before. */
  adapt(data: Tokens): void;
}

const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/**
 * Texts as numbers of tokens: each is brought to one form, split, and looked up in a vocabulary that `adapt` makes of texts.
 *
 *     0 for padding, 1 for tokens that are not in the vocabulary, then the vocabulary, the most frequent first
 *
 * Takes strings `[batch]` or `[batch, 1]`, gives int32 `[batch, length]`, padded with zeros, or with another `outputMode` one row
 * a text, `[batch, vocabularySize]`, in float32 (without the column for padding).
 *
 * @throws {RangeError} If an option is none of those named, or `outputSequenceLength` is given without `'int'`.
 * @throws {Error} If it is called before it has a vocabulary.
 * @example
 * const layer = textVectorization({ outputSequenceLength: 4 });
 * layer.adapt(['The cat sat.', 'The dog!']);
 * layer.getVocabulary(); // ['', '[UNK]', 'the', 'sat', 'dog', 'cat']
 * layer.call(tensor1d(['the dog and the cat', 'Sat'])); // [[2, 4, 1, 2], [3, 0, 0, 0]]
 * @see https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/
 */
export function textVectorization(options: TextVectorizationOptions = {}): TextVectorizationLayer {
  const { standardize = 'lowerAndStripPunctuation', split = 'whitespace', ngrams, outputMode = 'int' } = options;
  const { outputSequenceLength } = options;
  if (typeof standardize === 'string') {
    oneOf('textVectorization', { standardize }, ['lowerAndStripPunctuation', 'lower', 'stripPunctuation']);
  }
  if (typeof split === 'string') oneOf('textVectorization', { split }, ['whitespace', 'character']);
  const widths = typeof ngrams === 'number' ? Array.from({ length: ngrams }, (_, i) => i + 1) : ngrams;
  for (const one of [ngrams ?? 1].flat()) positiveInteger('textVectorization', { ngrams: one });
  if (outputSequenceLength !== undefined) {
    positiveInteger('textVectorization', { outputSequenceLength });
    if (outputMode !== 'int') {
      throw new RangeError(
        `textVectorization: outputSequenceLength goes with outputMode "int" alone, got "${outputMode}".`,
      );
    }
  }
  const vocabulary = vocabularyOf('textVectorization', options, { mask: '', unknown: '[UNK]', unknowns: 1 });

  function rowOf(text: string): string[] {
    let plain = typeof standardize === 'function' ? standardize(text) : text;
    if (standardize === 'lower' || standardize === 'lowerAndStripPunctuation') plain = plain.toLowerCase();
    if (standardize === 'stripPunctuation' || standardize === 'lowerAndStripPunctuation') {
      plain = plain.replace(PUNCTUATION, '');
    }
    const tokens =
      typeof split === 'function'
        ? [...split(plain)]
        : split === 'character'
          ? [...plain]
          : split === 'whitespace'
            ? plain.split(/\s+/).filter((token) => token !== '')
            : [plain];
    return widths === undefined
      ? tokens
      : widths.flatMap((width) =>
          Array.from({ length: Math.max(tokens.length - width + 1, 0) }, (_, i) =>
            tokens.slice(i, i + width).join(' '),
          ),
        );
  }

  const made: Layer = layer('textVectorization', options, {
    check: (who, shape) => {
      if (shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) {
        throw new RangeError(`${who}: input must have shape [batch] or [batch, 1], got ${showShape(shape)}.`);
      }
    },
    call: (x: Tensor) => {
      const who = made.name ?? 'textVectorization';
      if (x.dtype !== 'string') throw new TypeError(`${who}: input must be of dtype string, got ${x.dtype}.`);
      if (vocabulary.tokens.length === 0) {
        throw new Error(`${who}: the vocabulary must be known, call adapt(texts) or setVocabulary(tokens) first.`);
      }
      const rows = (valuesOf(who, x) as string[]).map((text) =>
        rowOf(text).map((token) => vocabulary.numberOf(who, token)),
      );
      const length = outputSequenceLength ?? Math.max(...rows.map((row) => row.length));
      // What pads an encoding stands in no column.
      const padded = rows.flatMap((row) => Array.from({ length }, (_, i) => row[i] ?? (outputMode === 'int' ? 0 : -1)));
      return vocabulary.encode(tensor(padded, [rows.length, length], 'int32'));
    },
    outputShape: ([batch = null]) =>
      outputMode === 'int'
        ? [batch, outputSequenceLength ?? null]
        : outputMode === 'oneHot'
          ? [batch, null, vocabulary.size]
          : [batch, ...vocabulary.shape([batch, 2]).slice(1)],
  });
  return withVocabulary<string, { adapt(data: Tokens): void }>(made, vocabulary, {
    adapt(data: Tokens): void {
      vocabulary.adapt((tokensOf('textVectorization', data).values as string[]).map(rowOf));
    },
  });
}
