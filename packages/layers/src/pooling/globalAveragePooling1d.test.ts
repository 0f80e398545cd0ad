import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { globalAveragePooling1d } from './globalAveragePooling1d.js';

testLayer(globalAveragePooling1d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 5, 2] },
    { title: 'axes kept', options: { keepdims: true }, input: [2, 5, 2] },
  ],
  refuses: [
    [
      () => globalAveragePooling1d().build([2, 3]),
      'globalAveragePooling1d: input must have rank 3 [batch, time, channels], got shape [2, 3].',
    ],
  ],
});

test('steps that the mask leaves out count for nothing, forwards and back', () => {
  const layer = globalAveragePooling1d();
  const x = tensor3d([
    [[1], [3], [Number.NaN]],
    [[2], [5], [5]],
  ]);
  const mask = tensor2d(
    [
      [1, 1, 0],
      [1, 1, 1],
    ],
    [2, 3],
    'bool',
  );
  const { value, grads } = engine().gradients(() => layer.call(x, { mask }), [x], tensor2d([[6], [9]]));
  expectClose(value, [2, 4]);
  expectClose(grads[0]!, [3, 3, 0, 3, 3, 3]);
});
