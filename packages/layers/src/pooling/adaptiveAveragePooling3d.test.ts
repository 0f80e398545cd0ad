import { readFixture, testLayer } from '@tenonjs/testing';
import { adaptiveAveragePooling3d } from './adaptiveAveragePooling3d.js';

testLayer(adaptiveAveragePooling3d, {
  cases: [
    { title: 'overlapping', options: { outputSize: [2, 2, 3] as const }, input: [1, 3, 4, 5, 1] },
    { title: 'to one', options: { outputSize: 1 }, input: [1, 3, 4, 5, 1] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/adaptiveAveragePooling3d.json'),
  refuses: [
    [
      () => adaptiveAveragePooling3d({ outputSize: 0 }),
      'adaptiveAveragePooling3d: outputSize must be a positive integer, got 0.',
    ],
    [
      () => adaptiveAveragePooling3d({ outputSize: [1, 2, 3, 4] as never }),
      'adaptiveAveragePooling3d: outputSize must be one number or three [depth, height, width], got [1,2,3,4].',
    ],
    [
      () => adaptiveAveragePooling3d({ outputSize: 1 }).build([null, 4]),
      'adaptiveAveragePooling3d: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 4].',
    ],
  ],
});
