/** What the layers have in common that know a vocabulary. */
import type { Layer, Shape } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { mul, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../layer.js';
import { binOf } from './hashing.js';
import { type Encoding, encoded, encodedShape, type Token } from './tokens.js';

/** How tokens come out: as `Encoding` says, or as counts weighed by how rare the token is. */
export type VocabularyEncoding = Encoding | 'tfIdf';

export interface VocabularyOptions<T extends Token> extends LayerOptions {
  /** The most that the vocabulary may hold, special tokens included; as many as the data have by default. */
  readonly maxTokens?: number;
  /** The tokens, known already; by default `adapt` finds them. */
  readonly vocabulary?: readonly T[];
  /** The weight of each token of `vocabulary`, for `'tfIdf'`. */
  readonly idfWeights?: readonly number[];
  /** Gives encodings `maxTokens` columns, however many tokens there are; false by default. */
  readonly padToMaxTokens?: boolean;
  /**
   * `'int'` gives a token's number, the others encode it as `categoryEncoding` does; `'tfIdf'` weighs counts by how rare a token
   * is; `'int'` by default.
   */
  readonly outputMode?: VocabularyEncoding;
}

export interface VocabularyLayer<T extends Token = string> extends Layer {
  /** The tokens by number, the special ones first unless they are left out. */
  getVocabulary(includeSpecialTokens?: boolean): T[];
  /** Takes these tokens in place of those before, with their weights for `'tfIdf'`. */
  setVocabulary(vocabulary: readonly T[], idfWeights?: readonly number[]): void;
  readonly vocabularySize: number;
}

/** The special tokens of a vocabulary. */
interface Specials<T extends Token> {
  readonly mask: T | null;
  readonly unknown: T;
  /** How many numbers the unknown share. */
  readonly unknowns: number;
  readonly salt?: number | readonly [number, number] | undefined;
}

/** Rows of tokens, as they are counted. */
export interface Vocabulary<T extends Token> {
  readonly size: number;
  readonly tokens: readonly T[];
  list(includeSpecialTokens?: boolean): T[];
  set(tokens: readonly T[], weights?: readonly number[]): void;
  adapt(rows: readonly (readonly T[])[]): void;
  numberOf(who: string, token: T): number;
  /** The token of a number. */
  tokenOf(number: number): T;
  encode(numbers: Tensor): Tensor;
  shape(shape: Shape): Shape;
  /** The options with the vocabulary as it is now. */
  config(): Record<string, unknown>;
}

/** Both tokens in order: by code unit, or as numbers. */
const later = (a: Token, b: Token): number => (a < b ? 1 : a > b ? -1 : 0);

/** A vocabulary: tokens by number, found by counting or given. */
export function vocabularyOf<T extends Token>(
  type: string,
  options: VocabularyOptions<T>,
  specials: Specials<T>,
): Vocabulary<T> {
  const { maxTokens, padToMaxTokens = false, outputMode = 'int' } = options;
  const { mask, unknown, unknowns, salt } = specials;
  if (maxTokens !== undefined) positiveInteger(type, { maxTokens });
  oneOf(type, { outputMode }, ['int', 'oneHot', 'multiHot', 'count', 'tfIdf']);
  if (padToMaxTokens && maxTokens === undefined) {
    throw new RangeError(`${type}: maxTokens must be given where padToMaxTokens is true, got undefined.`);
  }
  // Encodings have no column for what is masked.
  const masks = mask !== null && outputMode === 'int' ? 1 : 0;
  const start = masks + unknowns;
  const specialTokens = [...(mask !== null && masks ? [mask] : []), ...Array<T>(unknowns).fill(unknown)];
  if (maxTokens !== undefined && maxTokens <= start) {
    throw new RangeError(`${type}: maxTokens must be larger than the ${start} special tokens, got ${maxTokens}.`);
  }
  const share = binOf(Math.max(unknowns, 1), salt);
  let tokens: readonly T[] = [];
  let weights: readonly number[] | undefined;
  let numbers = new Map<T, number>();

  function take(found: readonly T[], idf?: readonly number[]): void {
    tokens = found;
    weights = idf;
    numbers = new Map(found.map((token, i) => [token, i + start]));
  }

  function set(given: readonly T[], idf?: readonly number[]): void {
    const whole = specialTokens.length > 0 && specialTokens.every((token, i) => given[i] === token);
    const found = whole ? given.slice(start) : given;
    const special = found.find((token) => token === mask || (unknowns > 0 && token === unknown));
    if (special !== undefined) {
      throw new RangeError(
        `${type}: vocabulary must hold the special tokens ${JSON.stringify(specialTokens)} first or not at all, got ${JSON.stringify(special)} in it.`,
      );
    }
    if (new Set(found).size < found.length) {
      const twice = found.find((token, i) => found.indexOf(token) !== i);
      throw new RangeError(`${type}: vocabulary must hold each token once, got ${JSON.stringify(twice)} twice.`);
    }
    if (maxTokens !== undefined && found.length + start > maxTokens) {
      throw new RangeError(
        `${type}: vocabulary must hold at most ${maxTokens - start} tokens besides the special ones, got ${found.length}.`,
      );
    }
    const own = whole ? idf?.slice(start) : idf;
    if (own && own.length !== found.length) {
      throw new RangeError(`${type}: idfWeights must be one for each of ${found.length} tokens, got ${own.length}.`);
    }
    if (outputMode === 'tfIdf' && own === undefined) {
      throw new RangeError(`${type}: idfWeights must be given with a vocabulary where outputMode is "tfIdf".`);
    }
    take([...found], own);
  }

  if (options.vocabulary) set(options.vocabulary, options.idfWeights);

  const size = (): number => tokens.length + start;
  const depth = (): number => (padToMaxTokens ? maxTokens! : size());
  return {
    get size() {
      return size();
    },
    get tokens() {
      return tokens;
    },
    list: (includeSpecialTokens = true) => [...(includeSpecialTokens ? specialTokens : []), ...tokens],
    set,
    adapt(rows) {
      const counts = new Map<T, number>();
      const documents = new Map<T, number>();
      for (const row of rows) {
        for (const token of row) counts.set(token, (counts.get(token) ?? 0) + 1);
        for (const token of new Set(row)) documents.set(token, (documents.get(token) ?? 0) + 1);
      }
      if (mask !== null) counts.delete(mask);
      counts.delete(unknown);
      // The most frequent first, of equals the later in order: Keras's way.
      const found = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || later(a, b));
      const kept = maxTokens === undefined ? found : found.slice(0, maxTokens - start);
      take(
        kept,
        kept.map((token) => Math.log(1 + rows.length / (1 + documents.get(token)!))),
      );
    },
    numberOf(who, token) {
      if (token === mask) return masks ? 0 : -1;
      const number = numbers.get(token);
      if (number !== undefined) return number;
      if (unknowns === 0) {
        throw new RangeError(
          `${who}: input must be of the vocabulary, as numOovIndices is 0, got ${JSON.stringify(token)}.`,
        );
      }
      const place =
        unknowns === 1 ? 0 : typeof token === 'number' ? ((token % unknowns) + unknowns) % unknowns : share(token);
      return masks + place;
    },
    tokenOf: (number) => (masks && number === 0 ? mask! : (tokens[number - start] ?? unknown)),
    encode(numbers) {
      if (outputMode !== 'tfIdf') return encoded(numbers, outputMode, depth());
      const own = weights ?? [];
      // How rare the unknown are is not known: as the others are on average.
      const mean = own.reduce((a, b) => a + b, 0) / Math.max(own.length, 1);
      const all = [...Array<number>(start).fill(mean), ...own];
      const padded = [...all, ...Array<number>(depth() - all.length).fill(0)];
      return mul(encoded(numbers, 'count', depth()), tensor1d(padded));
    },
    shape: (shape) => encodedShape(shape, outputMode === 'tfIdf' ? 'count' : outputMode, depth()),
    config: () =>
      tokens.length === 0
        ? { ...options }
        : { ...options, vocabulary: tokens, ...(outputMode === 'tfIdf' && { idfWeights: weights }) },
  };
}

/** Gives a layer the vocabulary's members, and its config the vocabulary as it is. */
export function withVocabulary<T extends Token, M extends object>(
  layer: Layer,
  vocabulary: Vocabulary<T>,
  more: M,
): VocabularyLayer<T> & M {
  Object.defineProperties(layer, {
    config: { enumerable: true, get: vocabulary.config },
    vocabularySize: { enumerable: true, get: () => vocabulary.size },
  });
  return Object.assign(layer, {
    getVocabulary: vocabulary.list,
    setVocabulary: vocabulary.set,
    ...more,
  }) as unknown as VocabularyLayer<T> & M;
}

/** The numbers of tokens, in their shape. */
export const numbersOf = <T extends Token>(
  who: string,
  vocabulary: Vocabulary<T>,
  values: readonly T[],
  shape: number[],
): Tensor =>
  tensor(
    values.map((token) => vocabulary.numberOf(who, token)),
    shape,
    'int32',
  );
