import path from 'node:path';
import { type Pipeline, pipeline, type Tokenizer, textLines, wordTokenizer } from '@tenonjs/datasets';

/** A sentence and what it is: 0 negative, 1 positive. */
export interface Sentence {
  readonly text: string;
  readonly label: 0 | 1;
}

const howToGet = `SST-2 is for research and does not come with this example. Get it from https://nlp.stanford.edu/sentiment/ or as
"SetFit/sst2" from Hugging Face, and give the folder by --source or TENON_SST2: it must hold train.tsv, dev.tsv and test.tsv,
each line a sentence, a tab, and 0 or 1`;

/**
 * The sentences of one file of a folder, each line a sentence, a tab, and 0 (negative) or 1 (positive).
 *
 * @throws {Error} If there is no such file; it says where to get it.
 * @throws {RangeError} If a line has another form, or there is none.
 */
export async function readSentences(folder: string, part: 'train' | 'dev' | 'test'): Promise<Sentence[]> {
  const file = path.join(folder, `${part}.tsv`);
  if (folder === '') throw new Error(`--source must be the folder with the sentences, got none.\n${howToGet}`);
  const lines = await textLines(file)
    .toArray()
    .catch((cause: Error) => {
      throw new Error(`--source must hold ${part}.tsv, got: ${cause.message}\n${howToGet}`, { cause });
    });
  const sentences = lines
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }): Sentence => {
      const [text, label, ...rest] = line.split('\t');
      if (!text?.trim() || (label !== '0' && label !== '1') || rest.length > 0) {
        throw new RangeError(
          `${file}: line ${number} must be a sentence, a tab, and 0 or 1, got ${JSON.stringify(line.slice(0, 60))}`,
        );
      }
      return { text, label: label === '1' ? 1 : 0 };
    });
  if (sentences.length === 0) throw new RangeError(`${file}: there must be a sentence at least, got none`);
  return sentences;
}

/** 0 is padding, 1 a word that is not known. */
export const unknown = 1;

/** Words by number, learned from the training sentences alone. */
export const tokenizerOf = (training: readonly Sentence[], minCount: number): Tokenizer =>
  wordTokenizer({ punctuation: 'split', minCount, specials: ['[PAD]', '[UNK]'] }).fit(training.map(({ text }) => text));

/** A sentence as numbers, at most `length` of them. */
export interface Sample {
  readonly x: Int32Array;
  readonly y: readonly [number];
}

export const longest = 64;

export const samplesOf = (sentences: readonly Sentence[], tokenizer: Tokenizer): Sample[] =>
  sentences.map(({ text, label }) => ({ x: tokenizer.encode(text).subarray(0, longest), y: [label] }));

/** Batches of sentences, each filled up to its longest. */
export const batchesOf = (samples: readonly Sample[] | Pipeline<Sample>, batchSize: number) =>
  pipeline(samples).batch(batchSize, { padded: 0 });

/** The same, in another order each epoch, a share of the words taken for unknown: other ones each time. */
export function trainingBatches(samples: readonly Sample[], batchSize: number, wordDropout: number, seed: number) {
  let draws = 1000 * seed;
  // Steps of the golden ratio, their bits mixed.
  const drawn = (): number => {
    const step = Math.imul(++draws, 0x9e3779b1);
    return (Math.imul(step ^ (step >>> 15), 0x85ebca6b) >>> 0) / 2 ** 32;
  };
  return batchesOf(
    pipeline(samples)
      .shuffle(samples.length, { seed })
      .map(({ x, y }) => ({ x: x.map((word) => (drawn() < wordDropout ? unknown : word)), y })),
    batchSize,
  );
}

/** Sentences as bags: 1 for each word of the vocabulary that is in them, wherever and however often. */
export const bagsOf = (samples: readonly Sample[], size: number): Pipeline<{ x: Float32Array; y: readonly [number] }> =>
  pipeline(samples).map(({ x, y }) => {
    const bag = new Float32Array(size);
    for (const word of x) bag[word] = 1;
    return { x: bag, y };
  });
