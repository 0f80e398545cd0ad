import { testLayer } from '@tenonjs/testing';
import { describe } from 'vitest';
import { sinePositionEncoding } from './sinePositionEncoding.js';

describe('sinePositionEncoding', () => {
  testLayer(sinePositionEncoding, {
    cases: [
      { title: 'the paper’s waves', options: {}, input: [2, 3, 4] },
      { title: 'shorter waves, an odd number of features', options: { maxWavelength: 10 }, input: [1, 2, 3] },
    ],
    refuses: [
      [
        () => sinePositionEncoding({ maxWavelength: 0 }),
        'sinePositionEncoding: maxWavelength must be a positive number, got 0.',
      ],
    ],
  });
});
