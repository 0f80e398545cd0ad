import { testLayer } from '@tenonjs/testing';
import { positionEmbedding } from './positionEmbedding.js';

testLayer(positionEmbedding, {
  cases: [
    { title: 'of full length', options: { sequenceLength: 3 }, input: [2, 3, 4], weights: { embeddings: [3, 4] } },
    { title: 'shorter', options: { sequenceLength: 5 }, input: [2, 2, 3], weights: { embeddings: [5, 3] } },
  ],
  refuses: [
    [
      () => positionEmbedding({ sequenceLength: 0 }),
      'positionEmbedding: sequenceLength must be a positive integer, got 0.',
    ],
    [
      () => positionEmbedding({ sequenceLength: 4 }).build([2, 5, 3]),
      'positionEmbedding: input must have 4 time steps at most, got 5.',
    ],
    [
      () => positionEmbedding({ sequenceLength: 4 }).build([2, 3]),
      'positionEmbedding: input must have rank 3 [batch, time, features], got shape [2, 3].',
    ],
  ],
});
