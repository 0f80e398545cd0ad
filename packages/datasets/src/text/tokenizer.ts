export interface TokenizerOptions {
  /** Tokens that no text gives, numbered from 0; `[UNK]` stands for what is not in the vocabulary. Default `[PAD] [UNK] [START] [END]`. */
  readonly specials?: readonly string[];
  /** The most tokens there may be, specials included; the most frequent stay. Default: no limit. */
  readonly vocabularySize?: number;
  /** True takes capitals for small letters. Default: what the tokenizer's own page says. */
  readonly lower?: boolean;
  /** What an earlier fit learned. */
  readonly vocabulary?: readonly string[];
}

export interface EncodeOptions {
  /** True puts `[START]` in front. Default false. */
  readonly start?: boolean;
  /** True puts `[END]` behind. Default false. */
  readonly end?: boolean;
}

/** Text to numbers and back, by a vocabulary learned from training texts. */
export interface Tokenizer<Options extends TokenizerOptions = TokenizerOptions> {
  /** The name of the factory. */
  readonly type: string;
  /** The factory's options that make this tokenizer again, fitted: plain JSON, to be saved beside the model. */
  readonly config: Options;
  /** The tokens by number, specials first. */
  readonly vocabulary: readonly string[];
  /** Learns from the training texts alone, and forgets what was learned before. Returns the tokenizer. */
  fit(texts: Iterable<string>): Tokenizer<Options>;
  /** A token's number, undefined where the vocabulary lacks it. */
  id(token: string): number | undefined;
  /** A text as tokens, known or not. */
  tokenize(text: string): string[];
  /**
   * A text as tokens' numbers.
   *
   * @throws {RangeError} If a token is unknown and there is no `[UNK]` among the specials.
   */
  encode(text: string, options?: EncodeOptions): Int32Array;
  /** The text of tokens' numbers; specials are left out, but `[UNK]`. */
  decode(ids: ArrayLike<number>): string;
}

const defaultSpecials: readonly string[] = ['[PAD]', '[UNK]', '[START]', '[END]'];

/** What tokenizers differ in. */
export interface TokenizerRule<Options extends TokenizerOptions> {
  readonly type: string;
  readonly options: Options;
  readonly lower: boolean;
  /** Learns the tokens, without the specials, and further options that `config` is to repeat. */
  learn(texts: Iterable<string>, room: number): { tokens: readonly string[]; options?: Partial<Options> };
  /** A text's tokens; `options` are those of `learn` or of the factory. */
  split(text: string, options: Options): string[];
  join(tokens: readonly string[]): string;
}

/** The tokenizer of a rule: the bookkeeping of numbers, specials, of being fitted, and of what is refused. */
export function tokenizer<Options extends TokenizerOptions>(rule: TokenizerRule<Options>): Tokenizer<Options> {
  const { type, lower } = rule;
  let { options } = rule;
  const { specials = defaultSpecials, vocabularySize = Number.POSITIVE_INFINITY } = options;
  const isSpecial = new Set(specials);
  const known = (): ReadonlyMap<string, number> => {
    if (ids.size === 0) throw new Error(`${type}: fit(texts) must come before it is used, got no fit.`);
    return ids;
  };
  const numbered = (vocabulary: readonly string[] | undefined): Map<string, number> =>
    new Map(vocabulary?.map((token, id) => [token, id]));
  let ids = numbered(options.vocabulary);
  const cased = (text: string): string => (lower ? text.toLowerCase() : text);
  const special = (token: string): number => {
    const id = known().get(token);
    if (id === undefined)
      throw new RangeError(`${type}: specials must hold ${token}, got ${specials.join(' ') || 'none'}.`);
    return id;
  };

  return {
    type,
    get config() {
      return options;
    },
    get vocabulary() {
      return options.vocabulary ?? [];
    },
    fit(texts) {
      const lowered = {
        *[Symbol.iterator]() {
          for (const text of texts) yield cased(text);
        },
      };
      const learned = rule.learn(lowered, vocabularySize - specials.length);
      if (learned.tokens.length === 0)
        throw new RangeError(`${type}: fit needs texts with something in them, got none.`);
      options = { ...rule.options, ...learned.options, vocabulary: [...specials, ...learned.tokens] };
      ids = numbered(options.vocabulary);
      return this;
    },
    id: (token) => known().get(token),
    tokenize: (text) => rule.split(cased(text), options),
    encode(text, { start = false, end = false } = {}) {
      const byToken = known();
      const unknown = byToken.get('[UNK]');
      const encoded = rule.split(cased(text), options).map((token) => {
        const id = byToken.get(token) ?? unknown;
        if (id === undefined) {
          throw new RangeError(
            `${type}: text must hold known tokens where there is no [UNK] among the specials, got ${JSON.stringify(token)}.`,
          );
        }
        return id;
      });
      return Int32Array.from([...(start ? [special('[START]')] : []), ...encoded, ...(end ? [special('[END]')] : [])]);
    },
    decode(numbers) {
      const vocabulary = options.vocabulary ?? [];
      const tokens = Array.from(numbers, (id) => {
        const token = vocabulary[id];
        if (token === undefined) throw new RangeError(`${type}: ids must be in [0, ${vocabulary.length}), got ${id}.`);
        return token;
      });
      return rule.join(tokens.filter((token) => token === '[UNK]' || !isSpecial.has(token)));
    },
  };
}

/** The most frequent tokens, those seen first before others as frequent. */
export function mostFrequent(tokens: Iterable<string>, room: number, minCount = 1): string[] {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= minCount)
    .sort(([, a], [, b]) => b - a)
    .slice(0, Math.max(0, room))
    .map(([token]) => token);
}
