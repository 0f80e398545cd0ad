import { readFixture, testLayer } from '@tenonjs/testing';
import { upSampling2d } from './upSampling2d.js';

testLayer(upSampling2d, {
  cases: [
    { title: 'nearest', options: {}, input: [2, 2, 3, 2] },
    { title: 'nearest, by axis', options: { size: [1, 3] }, input: [1, 3, 2, 2] },
    { title: 'bilinear', options: { size: [2, 3], interpolation: 'bilinear' as const }, input: [2, 2, 3, 2] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/upSampling2d.json'),
  refuses: [
    [() => upSampling2d({ size: 0 }), 'upSampling2d: size must be a positive integer, got 0.'],
    [
      () => upSampling2d({ interpolation: 'bicubic' as never }),
      'upSampling2d: interpolation must be "nearest" or "bilinear", got "bicubic".',
    ],
  ],
});
