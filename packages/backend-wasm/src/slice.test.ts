import { slice, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../testing/random.js';

test('Slice: any part of any rank', () => {
  for (const [shape, begin, size] of [
    [[7], [2], [3]],
    [
      [5, 4],
      [1, 0],
      [3, 4],
    ],
    [
      [5, 4],
      [0, 1],
      [5, 2],
    ],
    [
      [5, 4],
      [4, 3],
      [1, 1],
    ],
    [
      [3, 4, 5],
      [1, 1, 0],
      [2, 2, 5],
    ],
    [
      [3, 4, 5],
      [0, 0, 2],
      [3, 4, 3],
    ],
    [
      [3, 4, 5],
      [0, 3, 0],
      [0, 1, 5],
    ],
    [
      [2, 3, 2, 3, 2],
      [1, 0, 1, 1, 0],
      [1, 3, 1, 2, 1],
    ],
  ] as [number[], number[], number[]][]) {
    tidy(() => {
      const x = random(shape, 1);
      const from = x.dataSync();
      const expected: number[] = [];
      const visit = (axis: number, at: number): void => {
        if (axis === shape.length) expected.push(from[at]!);
        else for (let i = 0; i < size[axis]!; i++) visit(axis + 1, at * shape[axis]! + begin[axis]! + i);
      };
      visit(0, 0);
      expect([...slice(x, begin, size).dataSync()]).toEqual(expected);
    });
  }
});

test('Slice: integers and truth values; -1 takes the rest; outside is refused', () => {
  tidy(() => {
    expect([...slice(tensor([1, 2, 3, 4], [4], 'int32'), 1, -1).dataSync()]).toEqual([2, 3, 4]);
    expect([...slice(tensor([true, false, true], [3], 'bool'), 1, 2).dataSync()]).toEqual([0, 1]);
    expect(() => slice(random([4, 3], 1), [1, 1], [10, 10])).toThrow(
      'Error in slice2D: begin[0] + size[0] (11) would overflow input.shape[0] (4)',
    );
  });
});
