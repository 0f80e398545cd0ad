import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { iris } from './iris.js';

test('the means that the literature gives', () => {
  const { x, y } = iris();
  const mean = (feature: number, from = 0, to = 150) =>
    Array.from({ length: to - from }, (_, i) => x.data[4 * (from + i) + feature]!).reduce((a, b) => a + b) /
    (to - from);
  expectClose(
    [0, 1, 2, 3].map((feature) => mean(feature)),
    [5.8433, 3.0573, 3.758, 1.1993],
    1e-3,
  );
  expectClose(
    [0, 50, 100].map((from) => mean(2, from, from + 50)),
    [1.462, 4.26, 5.552],
    1e-3,
  );
  expect([0, 1, 2].map((label) => y.data.filter((l) => l === label).length)).toEqual([50, 50, 50]);
});
