import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { identityInitializer } from '../initializers/identityInitializer.js';
import { embedding } from './embedding.js';

testLayer(embedding, {
  cases: [
    {
      title: 'words',
      options: { inputDim: 5, outputDim: 3 },
      input: [2, 4],
      dtype: 'int32',
      values: (i) => (i * 3) % 5,
      weights: { embeddings: [5, 3] },
    },
    {
      title: 'one each',
      options: { inputDim: 4, outputDim: 2 },
      input: [3],
      dtype: 'int32',
      values: (i) => i,
      weights: { embeddings: [4, 2] },
    },
  ],
  refuses: [
    [() => embedding({ inputDim: 0, outputDim: 2 }), 'embedding: inputDim must be a positive integer, got 0.'],
    [() => embedding({ inputDim: 3, outputDim: 1.5 }), 'embedding: outputDim must be a positive integer, got 1.5.'],
  ],
});

test('a word that comes twice gets both gradients, one that never comes none', () => {
  const layer = embedding({ inputDim: 4, outputDim: 2, embeddingsInitializer: identityInitializer() });
  const x = tensor2d(
    [
      [1, 2],
      [1, 0],
    ],
    [2, 2],
    'int32',
  );
  layer.build([2, 2]);
  const dy = engine().gradients(() => layer.call(x), [layer.weights.embeddings!]);
  expectClose(dy.value, [0, 1, 0, 0, 0, 1, 1, 0]);
  expectClose(dy.grads[0]!, [1, 1, 2, 2, 1, 1, 0, 0]);
  layer.dispose();
});

test('masks zeros where it is told to', () => {
  const x = tensor2d([[3, 0, 1]], [1, 3], 'int32');
  expect(embedding({ inputDim: 4, outputDim: 2 }).outputMask).toBeUndefined();
  expectClose(embedding({ inputDim: 4, outputDim: 2, maskZero: true }).outputMask!(x, null)!, [1, 0, 1]);
});

test('takes whole numbers in float32 too', () => {
  const layer = embedding({ inputDim: 2, outputDim: 2, embeddingsInitializer: identityInitializer() });
  expectClose(layer.call(tensor2d([[1, 0]])), [0, 1, 1, 0]);
  layer.dispose();
});
