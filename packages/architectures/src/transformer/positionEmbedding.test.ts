import { randomUniform } from '@tenonjs/layers';
import { testLayer } from '@tenonjs/testing';
import { zeros } from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { positionEmbedding } from './positionEmbedding.js';

describe('positionEmbedding', () => {
  testLayer(positionEmbedding, {
    cases: [
      {
        title: 'fewer steps than there are vectors',
        options: { sequenceLength: 4, initializer: randomUniform({ seed: 1 }) },
        input: [2, 3, 2],
        weights: { embeddings: [4, 2] },
      },
      { title: 'as many', options: { sequenceLength: 3 }, input: [2, 3, 2], weights: { embeddings: [3, 2] } },
    ],
    refuses: [
      [
        () => positionEmbedding({ sequenceLength: 0 }),
        'positionEmbedding: sequenceLength must be a positive integer, got 0.',
      ],
      [
        () => positionEmbedding({ sequenceLength: 2, name: 'places' }).call(zeros([1, 3, 2])),
        'places: a sequence may have 2 time steps, got 3.',
      ],
      [
        () => positionEmbedding({ sequenceLength: 2 }).outputShape([null, 3]),
        'positionEmbedding: input must have rank 3 [batch, time, features], the features known, got shape [null, 3].',
      ],
    ],
  });
});
