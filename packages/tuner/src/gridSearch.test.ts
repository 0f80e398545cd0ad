import { expect, test } from 'vitest';
import { choice } from './choice.js';
import { conditional } from './conditional.js';
import { gridSearch } from './gridSearch.js';
import { search } from './search.js';
import { uniform } from './uniform.js';

test('all combinations, those of conditions among them, and then it ends', async () => {
  const space = {
    kind: choice(['a', 'b']),
    more: conditional('kind', { b: { x: uniform(0, 1), y: choice([1, 2]) } }),
  };
  const { trials } = await search(() => 0, space, { algorithm: gridSearch({ points: 2 }), trials: 99 });
  expect(trials.map(({ params }) => params)).toEqual([
    { kind: 'a' },
    { kind: 'b', x: 0.25, y: 1 },
    { kind: 'b', x: 0.25, y: 2 },
    { kind: 'b', x: 0.75, y: 1 },
    { kind: 'b', x: 0.75, y: 2 },
  ]);
});

test('refuses no points', () => {
  expect(() => gridSearch({ points: 0 })).toThrow(
    new RangeError('gridSearch: points must be a positive integer, got 0.'),
  );
});
