import {
  all,
  any,
  argMax,
  argMin,
  backend,
  concat,
  cumprod,
  cumsum,
  gather,
  max,
  mean,
  min,
  multinomial,
  prod,
  stack,
  sum,
  type Tensor,
  tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

const x = (): Tensor => tensor([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], [2, 1, 3, 2], 'int32');

test('reductions of axes that lie anywhere', () => {
  tidy(() => {
    const cases: [Tensor, number[], number[]][] = [
      [max(x(), [0, 2]), [1, 2], [5, 9]],
      [min(x(), [0, -1], true), [1, 1, 3, 1], [1, 1, 5]],
      [prod(x(), [3, 0]), [1, 3], [36, 60, 1800]],
      [sum(x(), [0, 2]), [1, 2], [24, 28]],
      [sum(x(), []), [2, 1, 3, 2], [...x().dataSync()]],
      [argMax(x(), 2), [2, 1, 2], [2, 2, 1, 2]],
      [argMin(x(), 0), [1, 3, 2], [1, 0, 0, 0, 0, 1]],
      [all(tensor([1, 1, 0, 1], [2, 2], 'bool'), 1), [2], [1, 0]],
      [any(tensor([0, 0, 0, 1], [2, 2], 'bool'), 0, true), [1, 2], [0, 1]],
      [cumsum(x(), 2), [2, 1, 3, 2], [3, 1, 7, 2, 12, 11, 2, 6, 7, 9, 12, 17]],
      [cumprod(x(), 0, true, true), [2, 1, 3, 2], [2, 6, 5, 3, 5, 8, 1, 1, 1, 1, 1, 1]],
      [transpose(x(), [2, 1, 3, 0]), [3, 1, 2, 2], [3, 2, 1, 6, 4, 5, 1, 3, 5, 5, 9, 8]],
      [transpose(x(), [1, 0, 2, 3]), [1, 2, 3, 2], [...x().dataSync()]],
      [max(tensor([], [2, 0]), 1), [2], [0, 0]],
    ];
    for (const [y, shape, values] of cases) expect([y.shape, [...y.dataSync()]]).toEqual([shape, values]);
    const y = mean(x(), [0, 2]);
    expect([y.dtype, ...y.dataSync()]).toEqual(['float32', 4, Math.fround(28 / 6)]);
  });
});

test('tensors put together along any axis, of any dtype', () => {
  tidy(() => {
    const numbers = concat([x(), x()], 3);
    expect([numbers.dtype, numbers.shape]).toEqual(['int32', [2, 1, 3, 4]]);
    expect([...numbers.dataSync()].slice(0, 8)).toEqual([3, 1, 3, 1, 4, 1, 4, 1]);
    const words = concat(
      [
        tensor([['a'], ['b']]),
        tensor([[], []], [2, 0], 'string'),
        tensor([
          ['c', 'd'],
          ['e', 'f'],
        ]),
      ],
      1,
    );
    expect(words.arraySync()).toEqual([
      ['a', 'c', 'd'],
      ['b', 'e', 'f'],
    ]);
    const layers = stack([tensor([1, 2]), tensor([3, 4])], -1);
    expect(layers.arraySync()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(() => concat([tensor([[1]]), tensor([[1], [2]])], 1)).toThrow(
      new Error(
        'Error in concat2D: Shape of tensors[1] (2,1) does not match the shape of the rest (1,1) along the non-concatenated axis 1.',
      ),
    );
  });
});

test('rows are gathered in each batch by its own indices', () => {
  tidy(() => {
    const bits = tensor([1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], [2, 3, 2], 'bool');
    const at = tensor([2, 0, 1, 1], [2, 2], 'int32');
    const y = gather(bits, at, 1, 1);
    expect([y.dtype, y.shape, [...y.dataSync()]]).toEqual(['bool', [2, 2, 2], [1, 1, 1, 0, 0, 1, 0, 1]]);
    expect(gather(bits, at, 2 - 1).shape).toEqual([2, 2, 2, 2]);
    expect(() => gather(bits, tensor([0, 0, 3, 0], [2, 2], 'int32'), 1, 1)).toThrow(
      new RangeError('GatherV2: the index value 3 is not in [0, 2]'),
    );
  });
});

test('samples are drawn from logits', () => {
  tidy(() => {
    expect([...multinomial(tensor([-100, 0, -100], [1, 3]) as never, 3, 1).dataSync()]).toEqual([1, 1, 1]);
  });
});

test('what shares its data with x is let go with it', () => {
  const { numDataIds } = backend();
  const before = numDataIds.call(backend());
  tidy(() => {
    const images = x();
    transpose(images, [1, 0, 2, 3]);
    max(images, [1]);
    mean(images, [0]);
    argMax(images, 1);
    cumsum(images, 1);
    stack([images], 1);
    concat([images, tensor([], [2, 1, 3, 0], 'int32')], 3);
  });
  expect(numDataIds.call(backend())).toBe(before);
});
