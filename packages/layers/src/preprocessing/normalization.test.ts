import { expectClose, expectNoLeak, testLayer } from '@tenonjs/testing';
import { tensor2d, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normalization } from './normalization.js';

const state = ['mean', 'variance'];

testLayer(normalization, {
  cases: [
    { title: 'before it has seen data', options: {}, input: [3, 2], weights: { mean: [2], variance: [2] }, state },
    {
      title: 'known, of all',
      options: { axis: null, mean: 3, variance: 4 },
      input: [3, 2],
      weights: { mean: [], variance: [] },
      state,
    },
    {
      title: 'known, inverted',
      options: { mean: [1, 2], variance: [4, 9], invert: true },
      input: [2, 3, 2],
      weights: { mean: [2], variance: [2] },
      state,
    },
    {
      title: 'an axis in the middle',
      options: { axis: 1, mean: [1, 2, 3], variance: 4 },
      input: [2, 3, 2],
      weights: { mean: [3], variance: [3] },
      state,
    },
    {
      title: 'of integers',
      options: { mean: 3, variance: 4 },
      input: [2, 2],
      dtype: 'int32',
      values: (i) => i,
      weights: { mean: [2], variance: [2] },
      state,
    },
  ],
  refuses: [
    [() => normalization({ axis: 0.5 }), 'normalization: axis must be an integer, got 0.5.'],
    [() => normalization({ mean: 1 }), 'normalization: mean and variance must be given together, got mean alone.'],
    [() => normalization({ axis: 2 }).build([2, 3]), 'normalization: axis must lie within rank 2, got 2.'],
    [
      () => normalization({ mean: [1, 2], variance: 1 }).build([null, 3]),
      'normalization: mean must hold 3 numbers, one for each of shape [3], got 2.',
    ],
    [
      () => normalization().build([null, null]),
      'normalization: features must be known to build, got shape [null, null].',
    ],
  ],
});

test('adapts to data, then anew to other data, and turns back', () => {
  const [layer, back] = [normalization(), normalization({ invert: true })];
  layer.adapt(zeros([4, 2]));
  for (const one of [layer, back])
    one.adapt(
      tensor2d([
        [1, 10],
        [3, 50],
      ]),
    );
  expectClose(layer.weights.mean!, [2, 30]);
  expectClose(layer.weights.variance!, [1, 400]);
  const y = layer.call(
    tensor2d([
      [2, 70],
      [5, 30],
    ]),
  );
  expectClose(y, [0, 2, 3, 0]);
  expectClose(back.call(y), [2, 70, 5, 30]);
  layer.dispose();
  back.dispose();
});

test('what does not vary becomes zero, not infinite', () => {
  const layer = normalization();
  layer.adapt(tensor2d([[5], [5]]));
  expectClose(layer.call(tensor2d([[5]])), [0]);
  layer.dispose();
});

test('adapting leaves nothing but the two weights', async () => {
  const data = tensor2d([
    [1, 2],
    [3, 4],
  ]);
  await expectNoLeak(() => {
    const layer = normalization();
    layer.adapt(data);
    layer.dispose();
  });
  expect(data.isDisposed).toBe(false);
});
