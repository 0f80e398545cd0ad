import { testLayer } from '@tenonjs/testing';
import { repeatVector } from './repeatVector.js';

testLayer(repeatVector, {
  cases: [{ title: 'three times', options: { n: 3 }, input: [2, 4] }],
  refuses: [
    [() => repeatVector({ n: 0 }), 'repeatVector: n must be a positive integer, got 0.'],
    [
      () => repeatVector({ n: 2 }).build([2, 3, 4]),
      'repeatVector: input must have rank 2 [batch, features], got shape [2, 3, 4].',
    ],
  ],
});
