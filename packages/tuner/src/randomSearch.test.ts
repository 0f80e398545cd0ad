import { expect, test } from 'vitest';
import { choice } from './choice.js';
import { randomSearch } from './randomSearch.js';
import { uniform } from './uniform.js';

const space = { x: uniform(0, 1), kind: choice(['a', 'b', 'c', 'd']) };

test('covers the space, and a seed gives the same trials', () => {
  const all = Array.from({ length: 400 }, (_, i) => randomSearch({ seed: 3 })(space, [], i)!);
  const mean = all.reduce((sum, { x }) => sum + x, 0) / 400;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  for (const kind of 'abcd') expect(all.filter((params) => params.kind === kind).length).toBeGreaterThan(70);
  expect(randomSearch({ seed: 3 })(space, [], 7)).toEqual(all[7]);
  expect(randomSearch({ seed: 4 })(space, [], 7)).not.toEqual(all[7]);
});
