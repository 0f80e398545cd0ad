import { complex, concat, slice, split, stack, stridedSlice, tensor, tidy, unstack } from '@tensorflow/tfjs-core';
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

test('StridedSlice is Python’s, of any dtype', () => {
  tidy(() => {
    const x = tensor(
      Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 4],
      'int32',
    );
    const cases: [
      begin: number[],
      end: number[],
      strides: number[],
      masks: number[],
      shape: number[],
      values: number[],
    ][] = [
      // x[1, ::2, 3:0:-2]
      [
        [1, 0, 3],
        [2, 0, 0],
        [1, 2, -2],
        [2, 2, 0, 0, 1],
        [2, 2],
        [15, 13, 23, 21],
      ],
      // x[..., 1]
      [
        [0, 1],
        [0, 2],
        [1, 1],
        [0, 0, 1, 0, 2],
        [2, 3],
        [1, 5, 9, 13, 17, 21],
      ],
      // x[:, None, ::-2, ::3]
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [1, 1, -2, 3],
        [13, 13, 0, 2, 0],
        [2, 1, 2, 2],
        [8, 11, 0, 3, 20, 23, 12, 15],
      ],
      // x[-1:, 5:, :]
      [[-1, 5], [0, 9], [1, 1], [0, 1, 0, 0, 0], [1, 0, 4], []],
      // x[0:1, ..., None, -2:]
      [
        [0, 0, 0, -2],
        [1, 0, 0, 0],
        [1, 1, 1, 1],
        [0, 8, 2, 4, 0],
        [1, 3, 1, 2],
        [2, 3, 6, 7, 10, 11],
      ],
    ];
    for (const [begin, end, strides, masks, shape, values] of cases) {
      const y = stridedSlice(x, begin, end, strides, ...masks);
      expect([y.dtype, y.shape, [...y.dataSync()]]).toEqual(['int32', shape, values]);
    }
    const words = tensor(['a', 'b', 'c', 'd', 'e', 'f'], [2, 3]);
    expect(stridedSlice(words, [1, 2], [2, 0], [1, -1]).dataSync()).toEqual(['f', 'e']);
    const z = complex([1, 2, 3], [4, 5, 6]);
    expect([...stridedSlice(z, [2], [0], [-1]).dataSync()]).toEqual([3, 6, 2, 5]);
  });
});

test.each([
  [[0, 0, 0], [1, 1, 1], [1, 1, 1], [], 'Index out of range using input dim 2; input has only 2 dims.'],
  [[0], [1], [0], [], 'strides[0] must be non-zero'],
  [[0], [1], [-1], [0, 0, 0, 0, 1], 'only stride 1 allowed on non-range indexing.'],
  [[0, 5], [1, 6], [1, 1], [0, 0, 0, 0, 2], 'slice index 5 of dimension 1 out of bounds.'],
  [[0, 0], [1, 1], [1, 1], [0, 0, 3], 'Multiple ellipses in slice is not allowed.'],
])('StridedSlice refuses from %j to %j by %j, masks %j', (begin, end, strides, masks, message) => {
  const x = tensor([1, 2, 3, 4], [2, 2]);
  expect(() => stridedSlice(x, begin, end, strides, ...masks)).toThrow(new Error(message));
  x.dispose();
});

test('SplitV: one size may be left open; others must add up', () => {
  tidy(() => {
    const x = tensor([1, 2, 3, 4, 5]);
    expect(split(x, [-1, 2]).map((piece) => [...piece.dataSync()])).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(() => split(x, 2)).toThrow(new Error('Number of splits must evenly divide the axis.'));
    expect(() => split(x, [-1, -1, 2])).toThrow(new Error('There should be only one negative value in split array.'));
    expect(() => split(x, [1, 2])).toThrow(new Error('The sum of sizes must match the size of the axis dimension.'));
  });
});
