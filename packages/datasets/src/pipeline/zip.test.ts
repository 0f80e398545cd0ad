import { expect, test } from 'vitest';
import { pipeline } from './pipeline.js';
import { zip } from './zip.js';

test('the shortest ends it, and all are closed', async () => {
  const closed: string[] = [];
  const named = (name: string) =>
    pipeline(function* () {
      try {
        for (let i = 0; ; i++) yield `${name}${i}`;
      } finally {
        closed.push(name);
      }
    });
  expect(await zip([named('a'), named('b').take(2)]).toArray()).toEqual([
    ['a0', 'b0'],
    ['a1', 'b1'],
  ]);
  expect(closed.sort()).toEqual(['a', 'b']);
  const [batch] = await zip({ x: pipeline([1, 2]), y: pipeline([3, 4]) })
    .batch(2)
    .toArray();
  expect([...batch!.y.data]).toEqual([3, 4]);
  expect(() => zip([])).toThrow(new RangeError('zip: parts must hold pipelines, got none.'));
});
