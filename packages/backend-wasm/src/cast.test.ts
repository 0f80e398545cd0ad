import { bincount, cast, clone, memory, oneHot, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

const values = (x: Tensor): unknown[] => [x.dtype, ...x.dataSync()];

test('Cast: what is not zero is true; numbers are cut towards zero', () => {
  tidy(() => {
    expect(values(cast(tensor([0, 0.5, 256, -1, Number.NaN], [5]), 'bool'))).toEqual(['bool', 0, 1, 1, 1, 1]);
    expect(values(cast(tensor([0, 256, -7], [3], 'int32'), 'bool'))).toEqual(['bool', 0, 1, 1]);
    expect(values(cast(tensor([1.9, -1.9, 3e9], [3]), 'int32'))).toEqual(['int32', 1, -1, 3e9 | 0]);
    expect(values(cast(tensor([true, false], [2], 'bool'), 'float32'))).toEqual(['float32', 1, 0]);
    expect(values(cast(tensor([], [0]), 'bool'))).toEqual(['bool']);
  });
});

test('OneHot: values of the dtype asked for, rows of labels outside empty', () => {
  tidy(() => {
    const labels = tensor([2, 0, 3, -1], [4], 'int32');
    expect(values(oneHot(labels, 3, 0.5, -0.5, 'float32'))).toEqual(
      ['float32'].concat([-0.5, -0.5, 0.5, 0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5] as never),
    );
    expect(values(oneHot(labels, 2))).toEqual(['int32', 0, 0, 1, 0, 0, 0, 0, 0]);
  });
});

test('Bincount counts over all axes, with weights or without', () => {
  tidy(() => {
    const x = tensor([1, 1, 0, 3, 2, 9], [2, 3], 'int32');
    expect(values(bincount(x as never, tensor([]) as never, 4))).toEqual(['float32', 1, 2, 1, 1]);
    const weights = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    expect(values(bincount(x as never, weights as never, 3))).toEqual(['float32', 3, 3, 5]);
  });
});

test('Identity shares the data, and each of the two can be disposed', () => {
  const before = memory();
  const x = tensor([1, 2, 3], [3]);
  const y = clone(x);
  expect(memory().numDataBuffers).toBe(before.numDataBuffers + 1);
  x.dispose();
  expect([...y.dataSync()]).toEqual([1, 2, 3]);
  y.dispose();
  expect(memory()).toEqual(before);
});
