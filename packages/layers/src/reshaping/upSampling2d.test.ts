import { readFixture, testLayer } from '@tenonjs/testing';
import { upSampling2d } from './upSampling2d.js';

testLayer(upSampling2d, {
  cases: [
    { title: 'nearest', options: {}, input: [2, 2, 3, 2] },
    { title: 'nearest, by axis', options: { size: [1, 3] }, input: [1, 3, 2, 2] },
    { title: 'bilinear', options: { size: [2, 3], interpolation: 'bilinear' as const }, input: [2, 2, 3, 2] },
    { title: 'bicubic', options: { size: 2, interpolation: 'bicubic' as const }, input: [1, 4, 3, 1] },
    { title: 'lanczos3', options: { size: 2, interpolation: 'lanczos3' as const }, input: [1, 3, 4, 1] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/upSampling2d.json'),
  refuses: [
    [() => upSampling2d({ size: 0 }), 'upSampling2d: size must be a positive integer, got 0.'],
    [
      () => upSampling2d({ interpolation: 'cubic' as never }),
      'upSampling2d: interpolation must be "nearest" or "bilinear" or "bicubic" or "lanczos3" or "lanczos5", got "cubic".',
    ],
  ],
});
