import { positiveInteger } from '@tenonjs/internal';
import { mostFrequent, type Tokenizer, type TokenizerOptions, tokenizer } from './tokenizer.js';

export interface BytePairTokenizerOptions extends TokenizerOptions {
  /** The most tokens there may be, specials and characters included. Default 8000. */
  readonly vocabularySize?: number;
  /** What an earlier fit learned: the pairs in the order they are merged; goes with `vocabulary`. */
  readonly merges?: readonly (readonly [string, string])[];
}

/** Begins each word, so that decoding knows where spaces stood. */
const mark = '▁';

/**
 * A tokenizer of parts of words, learned by merging the most frequent pair of neighbours again and again, within words.
 *
 * What stands between spaces is a word; frequent words become one token, rare ones several, and only characters that
 * training never saw are unknown.
 *
 * @throws {RangeError} If an option is out of range, the fit meets no word, or merges come without a vocabulary.
 * @example
 * const parts = bytePairTokenizer({ vocabularySize: 22 }).fit(['low low low lower lowest', 'newest widest']);
 * parts.tokenize('lowest'); // ['▁low', 'est']
 * parts.decode(parts.encode('lower low')); // 'lower low'
 * @see Sennrich, Haddow & Birch 2016, https://arxiv.org/abs/1508.07909. Words are marked at their start, as in SentencePiece.
 */
export function bytePairTokenizer(options: BytePairTokenizerOptions = {}): Tokenizer<BytePairTokenizerOptions> {
  const { vocabularySize = 8000, lower = false, merges, vocabulary } = options;
  positiveInteger('bytePairTokenizer', { vocabularySize });
  if ((merges === undefined) !== (vocabulary === undefined))
    throw new RangeError('bytePairTokenizer: merges and vocabulary must go together, got one of them.');
  // Words come again and again: each is taken apart once.
  let known: { merges: BytePairTokenizerOptions['merges']; ranks: Map<string, number>; words: Map<string, string[]> } =
    {
      merges: undefined,
      ranks: new Map(),
      words: new Map(),
    };
  return tokenizer<BytePairTokenizerOptions>({
    type: 'bytePairTokenizer',
    options: { ...options, vocabularySize },
    lower,
    learn(texts, room) {
      const learned = learn(texts, room);
      return { tokens: learned.tokens, options: { merges: learned.merges } };
    },
    split(text, { merges }) {
      if (known.merges !== merges)
        known = { merges, ranks: new Map(merges?.map(([a, b], rank) => [`${a} ${b}`, rank])), words: new Map() };
      const { ranks, words } = known;
      return wordsOf(text).flatMap((word) => {
        let parts = words.get(word);
        if (!parts) {
          parts = merged(Array.from(word), ranks);
          words.set(word, parts);
        }
        return parts;
      });
    },
    join: (tokens) => tokens.join('').replaceAll(mark, ' ').trim(),
  });
}

const wordsOf = (text: string): string[] => (text.match(/\S+/gu) ?? []).map((word) => mark + word);

/** The parts after all merges that apply, the earliest learned first. */
function merged(parts: string[], ranks: ReadonlyMap<string, number>): string[] {
  for (;;) {
    let [best, rank] = [-1, Number.POSITIVE_INFINITY];
    for (let i = 0; i + 1 < parts.length; i++) {
      const at = ranks.get(`${parts[i]} ${parts[i + 1]}`);
      if (at !== undefined && at < rank) [best, rank] = [i, at];
    }
    if (best < 0) return parts;
    parts.splice(best, 2, parts[best]! + parts[best + 1]!);
  }
}

interface Word {
  readonly count: number;
  parts: string[];
}

function learn(texts: Iterable<string>, room: number): { tokens: string[]; merges: [string, string][] } {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words: Word[] = [...counts].map(([word, count]) => ({ count, parts: Array.from(word) }));
  const characters = mostFrequent(
    (function* () {
      for (const { parts } of words) yield* parts;
    })(),
    room,
  );
  const tokens = new Set(characters);
  const pairs = new Pairs();
  for (const word of words) pairs.change(word, 1);
  const merges: [string, string][] = [];
  while (tokens.size < room) {
    const pair = pairs.mostFrequent();
    if (!pair) break;
    const [a, b] = pair.split(' ') as [string, string];
    merges.push([a, b]);
    tokens.add(a + b);
    for (const word of pairs.wordsWith(pair)) {
      pairs.change(word, -1);
      const parts: string[] = [];
      for (const part of word.parts) {
        if (part === b && parts.at(-1) === a) parts[parts.length - 1] = a + b;
        else parts.push(part);
      }
      word.parts = parts;
      pairs.change(word, 1);
    }
  }
  return { tokens: [...tokens], merges };
}

/** How often each pair of neighbours is seen, and in which words; the most frequent is found by a heap. */
class Pairs {
  readonly #counts = new Map<string, number>();
  readonly #words = new Map<string, Set<Word>>();
  readonly #heap: { pair: string; count: number }[] = [];

  /** Counts a word's pairs in, 1, or out, −1. */
  change(word: Word, sign: 1 | -1): void {
    for (let i = 0; i + 1 < word.parts.length; i++) {
      const pair = `${word.parts[i]} ${word.parts[i + 1]}`;
      const count = (this.#counts.get(pair) ?? 0) + sign * word.count;
      this.#counts.set(pair, count);
      if (sign < 0) continue;
      const words = this.#words.get(pair);
      if (words) words.add(word);
      else this.#words.set(pair, new Set([word]));
      this.#push({ pair, count });
    }
  }

  /** The words that hold the pair, or held it once. */
  wordsWith(pair: string): Word[] {
    const words = [...this.#words.get(pair)!];
    this.#words.delete(pair);
    return words;
  }

  /** The pair seen most, at least twice; of equals the first in the alphabet. */
  mostFrequent(): string | undefined {
    for (let top = this.#pop(); top; top = this.#pop()) {
      const count = this.#counts.get(top.pair)!;
      // What stands in the heap may be out of date: counts that fell are put back where they belong.
      if (count === top.count) return count < 2 ? undefined : top.pair;
      if (count > 0) this.#push({ pair: top.pair, count });
    }
    return undefined;
  }

  #above(a: { pair: string; count: number }, b: { pair: string; count: number }): boolean {
    return a.count !== b.count ? a.count > b.count : a.pair < b.pair;
  }

  #push(entry: { pair: string; count: number }): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#above(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): { pair: string; count: number } | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (heap.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#above(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#above(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
