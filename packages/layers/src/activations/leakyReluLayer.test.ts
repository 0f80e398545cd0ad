import { readFixture, testLayer } from '@tenonjs/testing';
import { leakyReluLayer } from './leakyReluLayer.js';

testLayer(leakyReluLayer, {
  cases: [{ title: 'a slope', options: { negativeSlope: 0.1 }, input: [2, 3] }],
  fixture: readFixture(import.meta.url, '../../fixtures/leakyReluLayer.json'),
  refuses: [
    [
      () => leakyReluLayer({ negativeSlope: -1 }),
      'leakyReluLayer: negativeSlope must be a non-negative number, got -1.',
    ],
  ],
});
