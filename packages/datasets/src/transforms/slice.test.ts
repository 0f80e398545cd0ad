import { expect, test } from 'vitest';
import { slice } from './slice.js';

const x = { data: Int32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };

test.each<[number, number | undefined, number[]]>([
  [0, 2, [1, 2, 3, 4]],
  [1, undefined, [3, 4, 5, 6]],
  [-1, undefined, [5, 6]],
  [0, -1, [1, 2, 3, 4]],
  [0, 99, [1, 2, 3, 4, 5, 6]],
  [-99, 1, [1, 2]],
  [2, 1, []],
  [5, undefined, []],
])('slice(x, %s, %s) is that of Array.prototype.slice', (begin, end, expected) => {
  const part = slice(x, begin, end);
  expect([...part.data]).toEqual(expected);
  expect(part.shape).toEqual([expected.length / 2, 2]);
  expect(part.data.buffer).toBe(x.data.buffer);
});
