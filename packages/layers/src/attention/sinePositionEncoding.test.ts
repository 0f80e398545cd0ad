import { testLayer } from '@tenonjs/testing';
import { sinePositionEncoding } from './sinePositionEncoding.js';

testLayer(sinePositionEncoding, {
  cases: [
    { title: 'even', options: {}, input: [2, 3, 4] },
    { title: 'odd, short waves', options: { maxWavelength: 10 }, input: [1, 4, 3] },
  ],
  refuses: [
    [
      () => sinePositionEncoding({ maxWavelength: 0 }),
      'sinePositionEncoding: maxWavelength must be a positive number, got 0.',
    ],
    [
      () => sinePositionEncoding().build([2, 3]),
      'sinePositionEncoding: input must have rank 3 [batch, time, features], got shape [2, 3].',
    ],
  ],
});
