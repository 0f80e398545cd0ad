import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveMaxPooling2d } from './adaptiveMaxPooling2d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(adaptiveMaxPooling2d, {
  cases: [
    { title: 'overlapping', options: { outputSize: [2, 4] as const }, input: [1, 5, 4, 2], values: apart },
    { title: 'to one', options: { outputSize: 1 }, input: [1, 5, 4, 2], values: apart },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveMaxPooling2d.json'),
  refuses: [
    [
      () => adaptiveMaxPooling2d({ outputSize: 0 }),
      'adaptiveMaxPooling2d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveMaxPooling2d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveMaxPooling2d: outputSize must be one number or two [height, width], got [1,2,3,4].',
    ],
    [
      () => adaptiveMaxPooling2d({ outputSize: 1 }).build([null, 4]),
      'adaptiveMaxPooling2d: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});
