import type { Tokenizer } from '@tenonjs/datasets';
import type { Model } from '@tenonjs/models';
import { reader } from './reader.js';

export interface WriteOptions {
  /** What is written on from; one character at least. */
  readonly prompt: string;
  /** How many characters. */
  readonly length: number;
  /** Scores are divided by it; 0 takes the best one. */
  readonly temperature: number;
  /** How many of the best may come; 0: all. */
  readonly topK: number;
  readonly seed: number;
}

/** Writes on from the prompt, a character at a time; the same seed writes the same. */
export async function* write(
  model: Model,
  tokenizer: Tokenizer,
  { prompt, length, temperature, topK, seed }: WriteOptions,
): AsyncGenerator<string> {
  const random = randomFrom(seed);
  const reading = reader(model);
  try {
    let ids = tokenizer.encode(prompt);
    for (let i = 0; i < length; i++) {
      const scores = await reading.read(ids);
      scores[0] = Number.NEGATIVE_INFINITY; // [UNK] cannot be written
      const next = draw(scores, temperature, topK, random());
      yield tokenizer.decode([next]);
      ids = Int32Array.of(next);
    }
  } finally {
    reading.dispose();
  }
}

/**
 * Draws one number by its score: `softmax(scores / temperature)` over the `topK` best.
 *
 * @param chance - In [0, 1): the same gives the same.
 */
export function draw(scores: ArrayLike<number>, temperature: number, topK: number, chance: number): number {
  const best = Array.from(scores, (score, id) => ({ score, id })).sort((a, b) => b.score - a.score);
  if (temperature === 0) return best[0]!.id;
  const kept = topK > 0 ? best.slice(0, topK) : best;
  const weights = kept.map(({ score }) => Math.exp((score - kept[0]!.score) / temperature));
  let left = chance * weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return kept[Math.max(0, drawn)]!.id;
}

/** Numbers in [0, 1) that the seed decides (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
