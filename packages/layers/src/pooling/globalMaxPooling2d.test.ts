import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { globalMaxPooling2d } from './globalMaxPooling2d.js';

testLayer(globalMaxPooling2d, {
  cases: [
    { title: 'to rows', options: {}, input: [2, 3, 4, 2], values: (i) => ((i * 37) % 101) * 0.2 - 25 },
    {
      title: 'axes kept',
      options: { keepdims: true },
      input: [2, 3, 4, 2],
      values: (i) => ((i * 37) % 101) * 0.2 - 25,
    },
  ],
  refuses: [
    [
      () => globalMaxPooling2d().build([2, 3]),
      'globalMaxPooling2d: input must have rank 4 [batch, height, width, channels], got shape [2, 3].',
    ],
  ],
});

test('equal winners share the gradient', () => {
  const x = tensor4d([-1, -2, -1, -3], [1, 2, 2, 1]);
  const dy = tensor4d([4], [1, 1, 1, 1]);
  const layer = globalMaxPooling2d({ keepdims: true });
  expectClose(engine().gradients(() => layer.call(x), [x], dy).grads[0]!, [2, 0, 2, 0]);
});
