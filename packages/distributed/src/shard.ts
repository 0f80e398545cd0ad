import type { Communicator } from './communicator.js';

/**
 * Every `size`-th item of a stream, beginning with the rank's own: samples, files or batches, for a pipeline. All ranks get as
 * many: what is left over at the end is nobody's.
 *
 * @example
 * [...shard([0, 1, 2, 3, 4], { rank: 1, size: 2 })]; // [1, 3]
 */
export function shard<T>(items: Iterable<T>, ranks: Pick<Communicator, 'rank' | 'size'>): Iterable<T>;
export function shard<T>(items: AsyncIterable<T>, ranks: Pick<Communicator, 'rank' | 'size'>): AsyncIterable<T>;
export function shard<T>(
  items: Iterable<T> | AsyncIterable<T>,
  { rank, size }: Pick<Communicator, 'rank' | 'size'>,
): Iterable<T> | AsyncIterable<T> {
  const picker = (): ((item: T) => [T] | []) => {
    let own!: T;
    let seen = 0;
    return (item) => {
      const at = seen++ % size;
      if (at === rank) own = item;
      return at === size - 1 ? [own] : [];
    };
  };
  if (Symbol.asyncIterator in items) {
    return {
      async *[Symbol.asyncIterator]() {
        const pick = picker();
        for await (const item of items) yield* pick(item);
      },
    };
  }
  return {
    *[Symbol.iterator]() {
      const pick = picker();
      for (const item of items) yield* pick(item);
    },
  };
}
