import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveMaxPooling3d } from './adaptiveMaxPooling3d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(adaptiveMaxPooling3d, {
  cases: [
    { title: 'overlapping', options: { outputSize: [2, 2, 3] as const }, input: [1, 3, 4, 5, 1], values: apart },
    { title: 'to one', options: { outputSize: 1 }, input: [1, 3, 4, 5, 1], values: apart },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveMaxPooling3d.json'),
  refuses: [
    [
      () => adaptiveMaxPooling3d({ outputSize: 0 }),
      'adaptiveMaxPooling3d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveMaxPooling3d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveMaxPooling3d: outputSize must be one number or three [depth, height, width], got [1,2,3,4].',
    ],
    [
      () => adaptiveMaxPooling3d({ outputSize: 1 }).build([null, 4]),
      'adaptiveMaxPooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 4].',
    ],
  ],
});
