import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveAveragePooling2d } from './adaptiveAveragePooling2d.js';

testLayer(adaptiveAveragePooling2d, {
  cases: [
    { title: 'overlapping', options: { outputSize: [2, 4] as const }, input: [1, 5, 4, 2] },
    { title: 'to one', options: { outputSize: 1 }, input: [1, 5, 4, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveAveragePooling2d.json'),
  refuses: [
    [
      () => adaptiveAveragePooling2d({ outputSize: 0 }),
      'adaptiveAveragePooling2d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveAveragePooling2d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveAveragePooling2d: outputSize must be one number or two [height, width], got [1,2,3,4].',
    ],
    [
      () => adaptiveAveragePooling2d({ outputSize: 1 }).build([null, 4]),
      'adaptiveAveragePooling2d: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
  ],
});
