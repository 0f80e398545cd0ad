import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { engine, ones, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { softmaxLayer } from './softmaxLayer.js';

testLayer(softmaxLayer, {
  cases: [
    { title: 'rows', options: {}, input: [2, 3] },
    { title: 'two axes', options: { axis: [1, 2] }, input: [2, 3, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/softmaxLayer.json'),
  refuses: [
    [() => softmaxLayer({ axis: 0.5 }), 'softmaxLayer: axis must be an integer, got 0.5.'],
    [() => softmaxLayer({ axis: 2 }).build([2, 3]), 'softmaxLayer: axis must lie within rank 2, got 2.'],
  ],
});

test('what is masked out has no share, forwards and back', () => {
  const x = tensor2d([
    [1, 1, 50],
    [2, 3, 4],
  ]);
  const mask = tensor2d(
    [
      [1, 1, 0],
      [0, 0, 0],
    ],
    [2, 3],
    'bool',
  );
  const dy = tensor2d([
    [1, 3, 9],
    [1, 2, 3],
  ]);
  const { value, grads } = engine().gradients(() => softmaxLayer().call(x, { mask }), [x], dy);
  expectClose(value, [0.5, 0.5, 0, 0, 0, 0]);
  expectClose(grads[0]!, [-0.5, 0.5, 0, 0, 0, 0]);
});

test('over time, the steps that are masked out are nothing', () => {
  const mask = tensor2d([[1, 1, 0]], [1, 3], 'bool');
  const y = softmaxLayer({ axis: 1 }).call(ones([1, 3, 2]), { mask });
  expectClose(
    y,
    tensor3d([
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0, 0],
      ],
    ]).dataSync(),
  );
});
