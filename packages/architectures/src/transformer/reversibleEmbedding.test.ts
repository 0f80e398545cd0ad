import { expectClose, testLayer } from '@tenonjs/testing';
import { engine, type Tensor, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { reversibleEmbedding } from './reversibleEmbedding.js';

describe('reversibleEmbedding', () => {
  testLayer(reversibleEmbedding, {
    cases: [
      {
        title: 'words to vectors',
        options: { inputDim: 5, outputDim: 3 },
        input: [2, 4],
        values: (i) => i % 5,
        dtype: 'int32',
        weights: { embeddings: [5, 3] },
      },
      {
        title: 'vectors to scores',
        options: { inputDim: 5, outputDim: 3 },
        input: [2, 4, 3],
        weights: { embeddings: [5, 3] },
      },
    ],
    refuses: [
      [
        () => reversibleEmbedding({ inputDim: 0, outputDim: 1 }),
        'embedding: inputDim must be a positive integer, got 0.',
      ],
      [
        () => reversibleEmbedding({ inputDim: 2, outputDim: 3, name: 'words' }).call(zeros([1, 2, 4])),
        'words: input must be words [batch, time] or vectors [batch, time, 3], got shape [1, 2, 4].',
      ],
    ],
  });

  test('both uses send their gradients to the same weights', () => {
    const layer = reversibleEmbedding({ inputDim: 3, outputDim: 2 });
    layer.build([null, null], { seed: 1 });
    const words = tensor2d([[2, 0]], [1, 2], 'int32');
    const table = layer.weights.embeddings!;
    tidy(() => {
      const { grads } = engine().gradients(() => layer.call(layer.call(words)), [table as Tensor]);
      // y = E[w] · Eᵀ summed up: for each use of a row in w the sum of all rows, and for each row the sum of those in w.
      const e = Array.from(table.dataSync());
      const row = (i: number): number[] => e.slice(2 * i, 2 * i + 2);
      const all = [e[0]! + e[2]! + e[4]!, e[1]! + e[3]! + e[5]!];
      const used = row(2).map((v, i) => v + row(0)[i]!);
      const expected = [0, 1, 2].flatMap((i) => used.map((v, j) => v + (i === 1 ? 0 : all[j]!)));
      expectClose(grads[0]!, expected);
      expect(Object.keys(layer.weights)).toEqual(['embeddings']);
    });
    layer.dispose();
    words.dispose();
  });
});
