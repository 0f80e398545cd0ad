import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveAveragePooling1d } from './adaptiveAveragePooling1d.js';

testLayer(adaptiveAveragePooling1d, {
  cases: [
    { title: 'overlapping', options: { outputSize: 3 }, input: [2, 7, 2] },
    { title: 'to one', options: { outputSize: 1 }, input: [2, 7, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveAveragePooling1d.json'),
  refuses: [
    [
      () => adaptiveAveragePooling1d({ outputSize: 0 }),
      'adaptiveAveragePooling1d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveAveragePooling1d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveAveragePooling1d: outputSize must be one number, got [1,2,3,4].',
    ],
    [
      () => adaptiveAveragePooling1d({ outputSize: 1 }).build([null, 4]),
      'adaptiveAveragePooling1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
  ],
});
