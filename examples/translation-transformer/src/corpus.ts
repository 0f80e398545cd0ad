import { existsSync } from 'node:fs';
import path from 'node:path';
import { bytePairTokenizer, padSequences, type Tokenizer, translationPairs } from '@tenonjs/datasets';

/** A sentence and its translation. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

export interface Corpus {
  readonly training: Pair[];
  readonly validation: Pair[];
  readonly test: Pair[];
}

/**
 * The pairs of Multi30k's first task, in small letters and cut into words, as its repository has them:
 * `train.lc.norm.tok.en` or, shorter, `train.en`.
 *
 * @throws {Error} If a file is missing.
 * @see Elliott, Frank, Sima'an & Specia 2016, https://arxiv.org/abs/1605.00459
 */
export async function corpus(folder: string, from: string, to: string): Promise<Corpus> {
  const read = (part: string): Promise<Pair[]> => {
    const file = (language: string): string => {
      const names = [`${part}.lc.norm.tok.${language}`, `${part}.${language}`];
      const found = names.find((name) => existsSync(path.join(folder, name)));
      if (folder !== '' && found) return path.join(folder, found);
      throw new Error(
        `--data, or TENON_MULTI30K, must be a folder with Multi30k's ${names.join(' or ')}, got ${folder || 'none'}; git clone https://github.com/multi30k/dataset has them in data/task1/tok`,
      );
    };
    return translationPairs({ source: file(from), target: file(to) }).toArray();
  };
  return { training: await read('train'), validation: await read('val'), test: await read('test_2016_flickr') };
}

/** Parts of words of both languages, learned from the pairs to train on alone. */
export const vocabularyOf = (training: readonly Pair[], vocabularySize: number): Tokenizer =>
  bytePairTokenizer({ vocabularySize }).fit(training.flatMap(({ source, target }) => [source, target]));

/** A pair as tokens: the source ends in `[END]`, the target stands between `[START]` and `[END]`. */
export interface Tokens {
  readonly source: Int32Array;
  readonly target: Int32Array;
}

export const encoded = (pairs: readonly Pair[], tokenizer: Tokenizer): Tokens[] =>
  pairs.map(({ source, target }) => ({
    source: tokenizer.encode(source, { end: true }),
    target: tokenizer.encode(target, { start: true, end: true }),
  }));

/** Teacher forcing: the decoder sees the right target up to a token, and is asked for the next one. */
export function batchOf(tokens: readonly Tokens[]) {
  const padded = (sequences: Int32Array[]) => padSequences(sequences, { padding: 'post' });
  return {
    x: {
      source: padded(tokens.map(({ source }) => source)),
      target: padded(tokens.map(({ target }) => target.subarray(0, -1))),
    },
    y: padded(tokens.map(({ target }) => target.subarray(1))),
  };
}

/** Numbers in [0, 1), the same for the same seed: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle<T>(items: T[], next: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

const byLength = (a: Tokens, b: Tokens): number =>
  a.source.length - b.source.length || a.target.length - b.target.length;

/** Sentences as long as each other together, so that little is padding; each epoch others, in another order, without end. */
export function* shuffledBatches(tokens: readonly Tokens[], batchSize: number, seed: number) {
  const pool = 100 * batchSize;
  for (let epoch = 0; ; epoch++) {
    const next = random(seed + epoch);
    const order = shuffle([...tokens], next);
    const batches: Tokens[][] = [];
    for (let at = 0; at < order.length; at += pool) {
      const sorted = order.slice(at, at + pool).sort(byLength);
      for (let i = 0; i < sorted.length; i += batchSize) batches.push(sorted.slice(i, i + batchSize));
    }
    for (const batch of shuffle(batches, next)) yield batchOf(batch);
  }
}

/** The same each time, the shortest first. */
export function batches(tokens: readonly Tokens[], batchSize: number) {
  const sorted = [...tokens].sort(byLength);
  return Array.from({ length: Math.ceil(sorted.length / batchSize) }, (_, i) =>
    batchOf(sorted.slice(i * batchSize, (i + 1) * batchSize)),
  );
}
