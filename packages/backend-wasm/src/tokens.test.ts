import { memory, sparse, string, type Tensor1D, tensor, tidy, unique } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

test('texts are split at any byte of the delimiter', () => {
  tidy(() => {
    const cases: [delimiter: string, skipEmpty: boolean, indices: number[][], values: string[]][] = [
      [
        ' ',
        true,
        [
          [0, 0],
          [0, 1],
          [2, 0],
        ],
        ['a', 'bc', 'd'],
      ],
      [
        ' ',
        false,
        [
          [0, 0],
          [0, 1],
          [0, 2],
          [2, 0],
          [2, 1],
        ],
        ['a', '', 'bc', 'd', ''],
      ],
      [
        ' b',
        true,
        [
          [0, 0],
          [0, 1],
          [2, 0],
        ],
        ['a', 'c', 'd'],
      ],
      [
        '',
        true,
        [
          [0, 0],
          [0, 1],
          [0, 2],
          [0, 3],
          [0, 4],
          [2, 0],
          [2, 1],
        ],
        ['a', ' ', ' ', 'b', 'c', 'd', ' '],
      ],
    ];
    for (const [delimiter, skipEmpty, indices, values] of cases) {
      const y = string.stringSplit(['a  bc', '', 'd '], delimiter, skipEmpty);
      expect(y.indices!.arraySync()).toEqual(indices);
      expect(y.values!.arraySync()).toEqual(values);
      const most = Math.max(...[0, 1, 2].map((row) => indices.filter(([first]) => first === row).length));
      expect(y.shape!.arraySync()).toEqual([3, most]);
    }
  });
});

test('n-grams of rows, padded or short', () => {
  tidy(() => {
    const words = tensor(['a', 'b', 'ö', 'd', 'e'], [5]) as Tensor1D;
    const rows = tensor([0, 4, 4, 5], [4], 'int32');
    const nGrams = (widths: number[], pad: number, keepShort: boolean): unknown[] => {
      const y = string.stringNGrams(words, rows, '-', widths, '<', '>>', pad, keepShort);
      return [y.nGrams!.arraySync(), y.nGramsSplits!.arraySync()];
    };
    expect(nGrams([3], 0, false)).toEqual([
      ['a-b-ö', 'b-ö-d'],
      [0, 2, 2, 2],
    ]);
    expect(nGrams([3], 0, true)).toEqual([
      ['a-b-ö', 'b-ö-d', 'e'],
      [0, 2, 2, 3],
    ]);
    expect(nGrams([1, 2], -1, false)).toEqual([
      ['a', 'b', 'ö', 'd', '<-a', 'a-b', 'b-ö', 'ö-d', 'd->>', '<->>', 'e', '<-e', 'e->>'],
      [0, 9, 10, 13],
    ]);
    expect(nGrams([5], 1, true)).toEqual([
      ['<-a-b-ö-d', 'a-b-ö-d->>', '<-e->>'],
      [0, 2, 2, 3],
    ]);
  });
});

test.each([
  [[1, 2], 'First split value must be 0, got 1'],
  [[0, 3, 2], 'Invalid split value 3, must be in [0, 2]'],
  [[0, 2, 1], 'Invalid split value 1, must be in [2, 2]'],
  [[0, 1], 'Last split value must be data size. Expected 2, got 1'],
])('n-grams refuse the splits %j', (splits, message) => {
  tidy(() => {
    const rows = tensor(splits, [splits.length], 'int32');
    expect(() => string.stringNGrams(tensor(['a', 'b']) as Tensor1D, rows, '', [1], '', '', 0, false)).toThrow(
      new Error(message),
    );
  });
});

test('unique slices along an axis, of any dtype', () => {
  tidy(() => {
    const bits = unique(tensor([1, 0, 1, 0, 0, 0, 1, 1, 1], [3, 3], 'bool'), 1);
    expect([bits.values.dtype, bits.values.arraySync(), bits.indices.arraySync()]).toEqual([
      'bool',
      [
        [1, 0],
        [0, 0],
        [1, 1],
      ],
      [0, 1, 0],
    ]);
    const words = unique(
      tensor([
        ['ab', 'c'],
        ['a', 'bc'],
        ['ab', 'c'],
      ]),
    );
    expect([words.values.arraySync(), words.indices.arraySync()]).toEqual([
      [
        ['ab', 'c'],
        ['a', 'bc'],
      ],
      [0, 1, 0],
    ]);
  });
});

test('sparse tensors: what is refused leaves nothing behind', () => {
  const before = memory().numTensors;
  const whole = (values: number[], shape: number[] = [values.length]): Tensor1D =>
    tensor(values, shape as [number], 'int32');
  const refusals: [run: () => unknown, message: string][] = [
    [
      () => sparse.sparseFillEmptyRows(whole([5, 0], [1, 2]) as never, whole([1]), whole([5, 6]), 0),
      'indices(0, 0) is invalid: 5 >= 5',
    ],
    [
      () => sparse.sparseReshape(whole([0, 0], [1, 2]) as never, whole([2, 3]), whole([4, 2])),
      'Input to reshape is a tensor with 6 dense values, but the requested shape has 8. inputShape=2,3 outputShape=4,2',
    ],
    [
      () => sparse.sparseReshape(whole([0, 0], [1, 2]) as never, whole([2, 3]), whole([-1, -1])),
      'only one output dimension may be -1, not both 0 and 1',
    ],
    [
      () => sparse.sparseSegmentSum(tensor([[1], [2]]), whole([0, 2]), whole([0, 1])),
      'Bad: indices[1] == 2 out of range [0, 2)',
    ],
  ];
  for (const [run, message] of refusals) {
    tidy(() => {
      expect(run).toThrow(new Error(message));
    });
  }
  expect(memory().numTensors).toBe(before);
  tidy(() => {
    const filled = sparse.sparseFillEmptyRows(whole([0, 1, 2, 0], [2, 2]) as never, whole([7, 8]), whole([4, 2]), 9);
    expect(filled.outputIndices!.arraySync()).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(filled.outputValues!.arraySync()).toEqual([7, 9, 8, 9]);
    expect(filled.emptyRowIndicator!.arraySync()).toEqual([0, 1, 0, 1]);
    expect(filled.reverseIndexMap!.arraySync()).toEqual([0, 2]);
    const mean = sparse.sparseSegmentMean(
      tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      whole([0, 2, 1]),
      whole([0, 0, 1]),
    );
    expect(mean.arraySync()).toEqual([
      [3, 4],
      [3, 4],
    ]);
  });
});
