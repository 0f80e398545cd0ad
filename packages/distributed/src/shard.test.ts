import { expect, test } from 'vitest';
import { shard } from './shard.js';

test('shares are disjoint, whole but for the last uneven round, and begin anew', async () => {
  const items = [0, 1, 2, 3, 4, 5, 6, 7];
  const shares = [0, 1, 2].map((rank) => shard(items, { rank, size: 3 }));
  const expected = [
    [0, 3],
    [1, 4],
    [2, 5],
  ];
  expect(shares.map((share) => [...share])).toEqual(expected);
  expect(shares.map((share) => [...share])).toEqual(expected);
  const stream = {
    async *[Symbol.asyncIterator]() {
      yield* items;
    },
  };
  const seen: number[] = [];
  for await (const item of shard(stream, { rank: 1, size: 4 })) seen.push(item);
  expect(seen).toEqual([1, 5]);
});
