import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytePairTokenizer } from './bytePairTokenizer.js';

/** Byte pairs as the paper's Algorithm 1 has it: counts anew for each merge. */
function reference(texts: readonly string[], merges: number): string[] {
  const counts = new Map<string, number>();
  for (const word of texts.flatMap((text) => text.match(/\S+/gu) ?? []))
    counts.set(`▁${word}`, (counts.get(`▁${word}`) ?? 0) + 1);
  const words = [...counts].map(([word, count]) => ({ parts: Array.from(word), count }));
  const made: string[] = [];
  for (let i = 0; i < merges; i++) {
    const pairs = new Map<string, number>();
    for (const { parts, count } of words)
      for (let j = 0; j + 1 < parts.length; j++) {
        const pair = `${parts[j]} ${parts[j + 1]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + count);
      }
    const [best] = [...pairs].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    if (!best || best[1] < 2) break;
    const [a, b] = best[0].split(' ') as [string, string];
    made.push(a + b);
    for (const word of words) {
      const parts: string[] = [];
      for (const part of word.parts) {
        if (part === b && parts.at(-1) === a) parts[parts.length - 1] = a + b;
        else parts.push(part);
      }
      word.parts = parts;
    }
  }
  return made;
}

test('the merges of the paper’s algorithm', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 }), { maxLength: 12 }),
      (texts) => {
        if (!texts.some((text) => text.trim())) return;
        const tokens = bytePairTokenizer({ specials: [], vocabularySize: 40 }).fit(texts);
        const made = tokens.config.merges!.map(([a, b]) => a + b);
        expect(made).toEqual(reference(texts, made.length + 1).slice(0, made.length));
        for (const text of texts)
          expect(tokens.decode(tokens.encode(text))).toBe((text.match(/\S+/gu) ?? []).join(' '));
      },
    ),
    { numRuns: 200 },
  );
});

test('frequent words are one token, rare ones several', () => {
  const parts = bytePairTokenizer({ vocabularySize: 40 }).fit([
    'low '.repeat(5) + 'lower '.repeat(2) + 'newest '.repeat(6) + 'widest '.repeat(3),
  ]);
  expect(parts.tokenize('newest lowest')).toEqual(['▁newest', '▁low', 'est']);
  expect(parts.tokenize('x')).toEqual(['▁', 'x']);
});

test('merges go with a vocabulary', () => {
  expect(() => bytePairTokenizer({ merges: [] })).toThrow(
    new RangeError('bytePairTokenizer: merges and vocabulary must go together, got one of them.'),
  );
});
