import { readFixture, testLayer } from '@tenonjs/testing';
import { reluLayer } from './reluLayer.js';

testLayer(reluLayer, {
  cases: [
    { title: 'plain', options: {}, input: [2, 3] },
    {
      title: 'all options',
      options: { maxValue: 0.8, negativeSlope: 0.1, threshold: 0.2 },
      input: [2, 3, 4],
      values: (i: number) => [-1, -0.6, -0.2, 0.45, 0.5, 0.55, 1.1, 1.5][i % 8]!,
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/reluLayer.json'),
  refuses: [
    [() => reluLayer({ maxValue: -1 }), 'reluLayer: maxValue must be a non-negative number, got -1.'],
    [() => reluLayer({ negativeSlope: -1 }), 'reluLayer: negativeSlope must be a non-negative number, got -1.'],
    [() => reluLayer({ threshold: -1 }), 'reluLayer: threshold must be a non-negative number, got -1.'],
  ],
});
