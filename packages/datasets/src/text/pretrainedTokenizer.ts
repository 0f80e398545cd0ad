import { type ByteSource, called, readBytes } from '../sources/open.js';

/** What is asked of the library: the `Tokenizer` of `@huggingface/tokenizers` is one. */
export interface HuggingFaceTokenizer {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: (number | undefined)[] };
  decode(ids: number[], options: { skip_special_tokens: boolean }): string;
  tokenize(text: string, options: { add_special_tokens: boolean }): string[];
  token_to_id(token: string): number | undefined;
  get_vocab(): Map<string, number>;
}

export interface PretrainedTokenizerOptions {
  /** The class that understands the file: `Tokenizer` of `@huggingface/tokenizers`. */
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => HuggingFaceTokenizer;
  /** What `tokenizer_config.json` holds. Default: nothing. */
  readonly config?: object;
}

/** Text to numbers and back, by a vocabulary that others learned. */
export interface PretrainedTokenizer {
  /** The name of the factory. */
  readonly type: string;
  /** What the file holds. */
  readonly config: object;
  /** The tokens by number; a number that has none is an empty string. */
  readonly vocabulary: readonly string[];
  /** A token's number, undefined where the vocabulary lacks it. */
  id(token: string): number | undefined;
  /** A text as tokens, known or not, without the specials. */
  tokenize(text: string): string[];
  /**
   * A text as tokens' numbers, with the specials that the file puts around it, such as `[CLS]`, unless `specials` is false.
   *
   * @throws {RangeError} If a token is unknown and the file names none for what is.
   */
  encode(text: string, options?: { readonly specials?: boolean }): Int32Array;
  /** The text of tokens' numbers, without specials. */
  decode(ids: ArrayLike<number>): string;
}

/**
 * A tokenizer from a `tokenizer.json` of Hugging Face, for BERT, GPT-2, T5, Llama and whatever else keeps one.
 *
 * The file describes a whole language of normalizers, models and decoders, which a library of their own reads:
 * `npm install @huggingface/tokenizers`, 11 kB, no dependencies, and hand over its `Tokenizer`.
 *
 * @param source - A path (Node), an address, a Blob or File, or bytes.
 * @throws {RangeError} If the file is no JSON, no tokenizer, or one that the library does not read.
 * @example
 * class Tokenizer {} // import { Tokenizer } from '@huggingface/tokenizers';
 * await pretrainedTokenizer(new Blob(['[]']), { Tokenizer }); // throws pretrainedTokenizer: the data must hold a tokenizer with a model, got …
 * @see https://huggingface.co/docs/tokenizers
 */
export async function pretrainedTokenizer(
  source: ByteSource,
  options: PretrainedTokenizerOptions,
): Promise<PretrainedTokenizer> {
  const { Tokenizer, config = {} } = options;
  if (typeof Tokenizer !== 'function') {
    throw new TypeError(
      `pretrainedTokenizer: Tokenizer must be the class of @huggingface/tokenizers, got ${typeof Tokenizer}.`,
    );
  }
  const refuse = (must: string, got: string, cause?: unknown): RangeError =>
    new RangeError(`pretrainedTokenizer: ${called(source)} must ${must}, got ${got}.`, { cause });
  const text = new TextDecoder().decode(await readBytes('pretrainedTokenizer', source));
  let file: { model?: { vocab?: unknown } };
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw refuse('hold JSON', text === '' ? 'an empty file' : `${text.length} characters that are none`, cause);
  }
  if (typeof file?.model?.vocab !== 'object') throw refuse('hold a tokenizer with a model', 'other JSON');
  let library: HuggingFaceTokenizer;
  try {
    library = new Tokenizer(file, config);
  } catch (cause) {
    throw refuse('hold a tokenizer that the library reads', `its error: ${(cause as Error).message}`, cause);
  }
  const vocabulary: string[] = [];
  for (const [token, id] of library.get_vocab()) vocabulary[id] = token;
  for (let id = 0; id < vocabulary.length; id++) vocabulary[id] ??= '';
  return {
    type: 'pretrainedTokenizer',
    config: file,
    vocabulary,
    id: (token) => library.token_to_id(token),
    tokenize: (text) => library.tokenize(text, { add_special_tokens: false }),
    encode(text, { specials = true } = {}) {
      const { ids } = library.encode(text, { add_special_tokens: specials });
      if (ids.includes(undefined)) {
        throw new RangeError(
          `pretrainedTokenizer: text must hold known tokens where the file has none for what is unknown, got ${JSON.stringify(text)}.`,
        );
      }
      return Int32Array.from(ids as number[]);
    },
    decode(ids) {
      const numbers = Array.from(ids);
      const bad = numbers.find((id) => !(id in vocabulary));
      if (bad !== undefined) {
        throw new RangeError(`pretrainedTokenizer: ids must be in [0, ${vocabulary.length}), got ${bad}.`);
      }
      return library.decode(numbers, { skip_special_tokens: true });
    },
  };
}
