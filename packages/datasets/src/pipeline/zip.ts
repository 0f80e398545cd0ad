import { type Pipeline, steps } from './pipeline.js';

/**
 * Several pipelines side by side, until the first of them ends.
 *
 * @param parts - By name, or in a list.
 * @returns Samples with the same names, or lists.
 * @example
 * const pairs = zip({ x: pipeline([1, 2, 3]), y: pipeline(['a', 'b']) });
 * await pairs.toArray(); // [{ x: 1, y: 'a' }, { x: 2, y: 'b' }]
 */
export function zip<P extends Readonly<Record<string, AsyncIterable<unknown>>> | readonly AsyncIterable<unknown>[]>(
  parts: P,
): Pipeline<{ [K in keyof P]: P[K] extends AsyncIterable<infer T> ? T : never }> {
  const names = Object.keys(parts);
  if (names.length === 0) throw new RangeError('zip: parts must hold pipelines, got none.');
  const all = parts as Readonly<Record<string, AsyncIterable<unknown>>>;
  return steps(async function* () {
    const iterators = names.map((name) => all[name]![Symbol.asyncIterator]());
    try {
      for (;;) {
        const next = await Promise.all(iterators.map((iterator) => iterator.next()));
        if (next.some(({ done }) => done)) return;
        const values = next.map(({ value }) => value);
        const sample = Array.isArray(parts) ? values : Object.fromEntries(names.map((name, i) => [name, values[i]]));
        yield sample as { [K in keyof P]: P[K] extends AsyncIterable<infer T> ? T : never };
      }
    } finally {
      await Promise.all(iterators.map((iterator) => iterator.return?.()));
    }
  });
}
