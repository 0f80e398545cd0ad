import type { Tokenizer } from '@tenonjs/datasets';
import type { DecoderCache, KeyValueCache } from '@tenonjs/layers';
import {
  argMax,
  dispose,
  gather,
  keep,
  logSoftmax,
  pad,
  slice,
  squeeze,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Translator } from './translator.js';

/**
 * The decoder as it writes: keys and values of what went before are remembered, so that a step costs the same however much
 * was written.
 *
 * @param sources - Tokens of sentences, all as long as each other, so that there is no padding to look at.
 */
export function decoder({ parts }: Translator, sources: readonly ArrayLike<number>[]) {
  const { table, scale, positions, encoderNorm, decoderNorm, logits } = parts;
  const [encoders, blocks] = [Object.values(parts.encoders), Object.values(parts.decoders)];
  /** Positions are counted from the first step, so those before are put in front and cut off again. */
  const vectors = (rows: readonly ArrayLike<number>[], past: number): Tensor => {
    const flat = Int32Array.from(rows.flatMap((row) => Array.from(row)));
    const x = scale.call(table.call(tensor2d(flat, [rows.length, rows[0]!.length], 'int32')));
    return slice(positions.call(pad(x, [[0, 0], [past, 0], [0, 0]])), [0, past, 0]); // biome-ignore format: an axis each
  };
  const encoded = keep(tidy(() => encoderNorm.call(encoders.reduce((h, block) => block.call(h), vectors(sources, 0)))));
  let caches: DecoderCache[] = [];
  let written = 0;
  const remember = (next: DecoderCache[]): void => {
    dispose(caches);
    caches = next;
    for (const { self, cross } of caches) for (const x of [self.key, self.value, cross!.key, cross!.value]) keep(x);
  };

  return {
    /**
     * Takes the next tokens of each row.
     *
     * @returns The logits of the tokens after them, `[rows, steps, vocabulary]`, and what the last block looked at,
     *   `[rows, heads, steps, sourceTime]`; the caller disposes both.
     */
    next(tokens: readonly ArrayLike<number>[]): { readonly logits: Tensor; readonly scores: Tensor } {
      const { caches: next, ...seen } = tidy(() => {
        let h = vectors(tokens, written);
        let scores!: Tensor;
        const all = blocks.map((block, i) => {
          const state = written === 0 ? { encoded } : { before: caches[i]! };
          const { output, cache, ...looked } = block.decode(h, {
            ...state,
            returnAttentionScores: i === blocks.length - 1,
          });
          h = output;
          scores = looked.scores ?? scores;
          return cache;
        });
        return { logits: logits.call(decoderNorm.call(h)), scores, caches: all };
      });
      remember(next);
      written += tokens[0]!.length;
      return seen;
    },
    /** Goes on with these rows alone, in this order; one may come several times. */
    select(rows: readonly number[]): void {
      const chosen = ({ key, value }: KeyValueCache): KeyValueCache => {
        const order = tensor1d(rows as number[], 'int32');
        return { key: gather(key, order), value: gather(value, order) };
      };
      remember(tidy(() => caches.map(({ self, cross }) => ({ self: chosen(self), cross: chosen(cross!) }))));
    },
    dispose(): void {
      encoded.dispose();
      remember([]);
    },
  };
}

/** The logits of one next token, `[rows, vocabulary]`. */
const nextLogits = (writing: ReturnType<typeof decoder>, tokens: readonly number[]): Tensor =>
  squeeze(writing.next(tokens.map((token) => [token])).logits, [1]);

interface Limits {
  /** The tokens that a translation starts with and ends in. */
  readonly start: number;
  readonly end: number;
  /** The most tokens of a translation. */
  readonly maxLength: number;
}

/** The likeliest token at each step. */
export async function greedy(
  model: Translator,
  sources: readonly ArrayLike<number>[],
  { start, end, maxLength }: Limits,
): Promise<number[][]> {
  const writing = decoder(model, sources);
  const written = sources.map((): number[] => []);
  let last: number[] = sources.map(() => start);
  for (let step = 0; step < maxLength && last.some((token) => token !== end); step++) {
    const best = tidy(() => argMax(nextLogits(writing, last), 1));
    const tokens = await best.data();
    best.dispose();
    last = last.map((token, row) => (token === end ? end : tokens[row]!));
    last.forEach((token, row) => {
      if (token !== end) written[row]!.push(token);
    });
  }
  writing.dispose();
  return written;
}

interface Hypothesis {
  readonly sentence: number;
  readonly tokens: readonly number[];
  /** The logarithm of its probability; of a finished one, divided by its length. */
  readonly score: number;
}

/** The places of the largest values, the largest first. */
function largest(values: Float32Array, count: number): number[] {
  const places: number[] = [];
  values.forEach((value, place) => {
    if (places.length === count && value <= values[places[count - 1]!]!) return;
    let at = Math.min(places.length, count - 1);
    for (; at > 0 && value > values[places[at - 1]!]!; at--) places[at] = places[at - 1]!;
    places[at] = place;
  });
  return places;
}

/**
 * Beam search: at each step the `beam` likeliest beginnings go on, until so many have ended; the likeliest is given, by the
 * mean over its tokens.
 *
 *     score = Σ log p(token | those before it, source) / length
 *
 * @see Wu et al. 2016, https://arxiv.org/abs/1609.08144, section 7, on why the length is divided by.
 */
export async function beamSearch(
  model: Translator,
  sources: readonly ArrayLike<number>[],
  beam: number,
  { start, end, maxLength }: Limits,
): Promise<number[][]> {
  const writing = decoder(model, sources);
  const finished = sources.map((): Hypothesis[] => []);
  let open: Hypothesis[] = sources.map((_, sentence) => ({ sentence, tokens: [], score: 0 }));
  for (let step = 0; step < maxLength && open.length > 0; step++) {
    const likelihoods = tidy(() =>
      logSoftmax(
        nextLogits(
          writing,
          open.map(({ tokens }) => tokens.at(-1) ?? start),
        ),
      ),
    );
    const values = (await likelihoods.data()) as Float32Array;
    const size = likelihoods.shape[1]!;
    likelihoods.dispose();
    const candidates = sources.map((): { row: number; token: number; score: number }[] => []);
    open.forEach(({ sentence, score }, row) => {
      const own = values.subarray(row * size, (row + 1) * size);
      // Half of twice as many go on even where all others end.
      for (const token of largest(own, 2 * beam))
        candidates[sentence]!.push({ row, token, score: score + own[token]! });
    });
    const rows: number[] = [];
    const next: Hypothesis[] = [];
    candidates.forEach((all, sentence) => {
      const best = all.sort((a, b) => b.score - a.score).slice(0, 2 * beam);
      const ended = finished[sentence]!;
      for (const [rank, { row, token, score }] of best.entries())
        if (token === end && rank < beam)
          ended.push({ sentence, tokens: open[row]!.tokens, score: score / (step + 1) });
      if (ended.length >= beam) return;
      for (const { row, token, score } of best.filter(({ token }) => token !== end).slice(0, beam)) {
        rows.push(row);
        next.push({ sentence, tokens: [...open[row]!.tokens, token], score });
      }
    });
    if (rows.length > 0) writing.select(rows);
    open = next;
  }
  writing.dispose();
  for (const { score, ...rest } of open) finished[rest.sentence]!.push({ ...rest, score: score / maxLength });
  return finished.map((all) => [...all.reduce((best, one) => (one.score > best.score ? one : best)).tokens]);
}

export interface TranslateOptions {
  /** 1 is greedy. */
  readonly beam?: number;
  /** Sentences translated at once. */
  readonly batchSize?: number;
  /** Told how many sentences are done. */
  readonly onProgress?: (done: number) => void;
}

/** Texts in the other language, in the order of theirs. */
export async function translate(
  model: Translator,
  tokenizer: Tokenizer,
  texts: readonly string[],
  { beam = 1, batchSize = 64, onProgress }: TranslateOptions = {},
): Promise<string[]> {
  const sources = texts.map((text) => tokenizer.encode(text, { end: true }));
  const order = sources.map((_, i) => i).sort((a, b) => sources[a]!.length - sources[b]!.length);
  const translations: string[] = [];
  for (let at = 0; at < order.length; ) {
    const { length } = sources[order[at]!]!;
    const together = order.slice(at, at + batchSize).filter((i) => sources[i]!.length === length);
    const limits = { start: tokenizer.id('[START]')!, end: tokenizer.id('[END]')!, maxLength: 2 * length + 10 };
    const batch = together.map((i) => sources[i]!);
    const written = await (beam === 1 ? greedy(model, batch, limits) : beamSearch(model, batch, beam, limits));
    together.forEach((i, row) => {
      translations[i] = tokenizer.decode(written[row]!);
    });
    at += together.length;
    onProgress?.(at);
  }
  return translations;
}
