import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveMaxPooling1d } from './adaptiveMaxPooling1d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(adaptiveMaxPooling1d, {
  cases: [
    { title: 'overlapping', options: { outputSize: 3 }, input: [2, 7, 2], values: apart },
    { title: 'to one', options: { outputSize: 1 }, input: [2, 7, 2], values: apart },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveMaxPooling1d.json'),
  refuses: [
    [
      () => adaptiveMaxPooling1d({ outputSize: 0 }),
      'adaptiveMaxPooling1d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveMaxPooling1d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveMaxPooling1d: outputSize must be one number, got [1,2,3,4].',
    ],
    [
      () => adaptiveMaxPooling1d({ outputSize: 1 }).build([null, 4]),
      'adaptiveMaxPooling1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
  ],
});
