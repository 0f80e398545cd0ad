import {
  abs,
  add,
  addN,
  cast,
  engine,
  exp,
  fill,
  floor,
  floorDiv,
  isNaN as isNaNs,
  less,
  logicalAnd,
  onesLike,
  pow,
  sin,
  type Tensor,
  tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

const whole = (values: number[], shape: number[] = [values.length]): Tensor =>
  tensor(values, shape as [number], 'int32');

test('functions of one tensor or two, of any dtype, with broadcasting', () => {
  tidy(() => {
    const cases: [Tensor, dtype: string, values: number[]][] = [
      [abs(whole([-3, 2])), 'int32', [3, 2]],
      [exp(whole([0])), 'float32', [1]],
      [sin(tensor([0, Math.PI / 2])), 'float32', [0, 1]],
      [floor(tensor([1.5, -1.5])), 'float32', [1, -2]],
      [isNaNs(tensor([1, Number.NaN])), 'bool', [0, 1]],
      [add(whole([1, 2], [2, 1]), whole([10, 20])), 'int32', [11, 21, 12, 22]],
      [floorDiv(whole([7, -7]), whole([2])), 'int32', [3, -4]],
      [pow(tensor([2, 3]), tensor([3, 2])), 'float32', [8, 9]],
      [less(whole([1, 2]), whole([2])), 'bool', [1, 0]],
      [logicalAnd(tensor([true, true]), tensor([true, false])), 'bool', [1, 0]],
      [add(whole([], [0, 2]), whole([1, 2])), 'int32', []],
      [addN([whole([1, 2]), whole([3, 4]), whole([5, 6])]), 'int32', [9, 12]],
      [where(tensor([true, false]), whole([1, 2, 3, 4], [2, 2]), whole([5, 6, 7, 8], [2, 2])), 'int32', [1, 6, 3, 8]],
      [where(tensor([true, false]), tensor([1, 2]), tensor([3, 4])), 'float32', [1, 4]],
      [fill([2], 3), 'float32', [3, 3]],
      [fill([1], 3.5, 'int32'), 'int32', [3]],
      [zerosLike(whole([4])), 'int32', [0]],
      [onesLike(tensor([true, false])), 'bool', [1, 1]],
      [cast(tensor([1.9, -1.9]), 'int32'), 'int32', [1, -1]],
      [cast(tensor([0.5, 0]), 'bool'), 'bool', [1, 0]],
    ];
    for (const [y, dtype, values] of cases) expect([y.dtype, [...y.dataSync()]]).toEqual([dtype, values]);
  });
});

test('Conv2DBackpropInput uses the corner of a larger gradient, as tfjs does', () => {
  tidy(() => {
    const [dy, filter] = [tensor([1, 2, 3, 4], [1, 2, 2, 1]), tensor([5], [1, 1, 1, 1])];
    const attrs = { inputShape: [1, 1, 2, 1], strides: 1, pad: 'valid', dataFormat: 'NHWC' };
    const dx = engine().runKernel('Conv2DBackpropInput', { dy, filter }, attrs) as Tensor;
    expect([...dx.dataSync()]).toEqual([5, 10]);
  });
});
