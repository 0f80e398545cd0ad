import { Tokenizer } from '@huggingface/tokenizers';
import { expect, test } from 'vitest';
import { bytePairTokenizer } from './bytePairTokenizer.js';
import { pretrainedTokenizer } from './pretrainedTokenizer.js';

const blob = (json: unknown): Blob => new Blob([JSON.stringify(json)]);
const special = (content: string, id: number): object => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

/** BERT's form, with few words. */
const bert = {
  version: '1.0',
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map(special),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[PAD]': 0, '[UNK]': 1, '[CLS]': 2, '[SEP]': 3, the: 4, un: 5, '##aff': 6, '##able': 7, '.': 8 },
  },
};

test('a WordPiece file: specials around the text, parts of words, what is unknown, and back', async () => {
  const tokenizer = await pretrainedTokenizer(blob(bert), { Tokenizer });
  expect(tokenizer.tokenize('The unaffable.')).toEqual(['the', 'un', '##aff', '##able', '.']);
  expect(tokenizer.encode('The unaffable.')).toEqual(Int32Array.of(2, 4, 5, 6, 7, 8, 3));
  expect(tokenizer.encode('The zebra.', { specials: false })).toEqual(Int32Array.of(4, 1, 8));
  expect(tokenizer.decode([2, 4, 5, 6, 7, 8, 3, 0])).toBe('the unaffable.');
  expect([tokenizer.id('[PAD]'), tokenizer.id('zebra')]).toEqual([0, undefined]);
  expect(tokenizer.vocabulary[6]).toBe('##aff');
  const again = await pretrainedTokenizer(blob(tokenizer.config), { Tokenizer });
  expect(again.encode('the')).toEqual(Int32Array.of(2, 4, 3));
});

test('a byte-pair file of our merges gives the numbers that our own tokenizer gives', async () => {
  const texts = ['low low low lower lowest', 'newest widest newer wider', 'the lowest of the new'];
  const ours = bytePairTokenizer({ vocabularySize: 40 }).fit(texts);
  const { vocabulary, merges } = ours.config;
  const file = {
    version: '1.0',
    added_tokens: vocabulary!.slice(0, 4).map(special),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' }],
    },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' },
    model: {
      type: 'BPE',
      unk_token: '[UNK]',
      fuse_unk: false,
      vocab: Object.fromEntries(vocabulary!.map((token, id) => [token, id])),
      merges,
    },
  };
  const theirs = await pretrainedTokenizer(blob(file), { Tokenizer });
  for (const text of [...texts, 'newest lower wow', 'slow the widow']) {
    expect(theirs.tokenize(text), text).toEqual(ours.tokenize(text));
    expect(theirs.encode(text), text).toEqual(ours.encode(text));
  }
  expect(theirs.decode(ours.encode('the lowest newer'))).toBe('the lowest newer');
});

test('what is no tokenizer, and what it does not know, is refused', async () => {
  const refused = (source: Blob, message: string) =>
    expect(pretrainedTokenizer(source, { Tokenizer })).rejects.toThrow(
      new RangeError(`pretrainedTokenizer: ${message}`),
    );
  await refused(new Blob([]), 'the data must hold JSON, got an empty file.');
  await refused(blob(bert).slice(0, 300), 'the data must hold JSON, got 300 characters that are none.');
  await refused(blob([1]), 'the data must hold a tokenizer with a model, got other JSON.');
  await refused(
    blob({ ...bert, decoder: { type: 'Other' } }),
    'the data must hold a tokenizer that the library reads, got its error: Unknown Decoder type: Other.',
  );
  await expect(pretrainedTokenizer(blob(bert), {} as never)).rejects.toThrow(
    new TypeError('pretrainedTokenizer: Tokenizer must be the class of @huggingface/tokenizers, got undefined.'),
  );
  const { decode } = await pretrainedTokenizer(blob(bert), { Tokenizer });
  expect(() => decode([4, 9])).toThrow(new RangeError('pretrainedTokenizer: ids must be in [0, 9), got 9.'));
  const unforgiving = { ...bert, model: { ...bert.model, unk_token: null } };
  const { encode } = await pretrainedTokenizer(blob(unforgiving), { Tokenizer });
  expect(() => encode('the zebra')).toThrow(
    new RangeError(
      'pretrainedTokenizer: text must hold known tokens where the file has none for what is unknown, got "the zebra".',
    ),
  );
});
