import { concat, slice, split, stack, tensor, tidy, unstack } from '@tensorflow/tfjs-core';
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

test('SplitV and Unpack give the pieces of each axis', () => {
  tidy(() => {
    const x = random([3, 4, 5], 1);
    for (const [axis, sizes] of [
      [0, [1, 2]],
      [1, [2, 0, 2]],
      [-1, [1, 4]],
    ] as const) {
      const pieces = split(x, [...sizes], axis);
      expect([...concat(pieces, axis).dataSync()]).toEqual([...x.dataSync()]);
      expect(pieces.map(({ shape }) => shape.at(axis))).toEqual(sizes);
      const rows = unstack(x, axis);
      expect(rows.every(({ shape }) => `${shape}` === `${x.shape.filter((_, i) => i !== (axis + 3) % 3)}`)).toBe(true);
      expect([...stack(rows, axis).dataSync()]).toEqual([...x.dataSync()]);
    }
    expect(unstack(tensor([['a'], ['b']])).map((row) => row.dataSync()[0])).toEqual(['a', 'b']);
  });
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
