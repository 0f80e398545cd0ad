import { binaryCrossentropy, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { uNet } from './uNet.js';

describe('uNet', () => {
  test('has the paper’s 31,030,658 parameters for one channel and two classes', () => {
    const model = uNet({ inputShape: [null, null, 1], classes: 2 });
    expect(model.countParams()).toBe(31_030_658);
    expect(model.outputShape([null, 64, 96, 1])).toEqual([null, 64, 96, 2]);
    model.dispose();
  });

  test('refuses', () => {
    expect(() => uNet({ inputShape: [100, 128, 3] })).toThrow(
      "uNet: the image's sides must be multiples of 16 for depth 4, got 100.",
    );
  });

  for (const [classes, loss] of [
    [1, binaryCrossentropy],
    [3, sparseCategoricalCrossentropy],
  ] as const) {
    describe(`of ${classes}`, () => {
      testArchitecture({
        small: () => uNet({ filters: 3, depth: 2, seed: 1, inputShape: [8, 8, 2], classes, rate: 0.1 }),
        x: wave([2, 8, 8, 2]),
        y: integers(classes === 1 ? [2, 8, 8, 1] : [2, 8, 8], classes + 1 > 2 ? classes : 2),
        loss,
        gives: [2, 8, 8, classes],
      });
    });
  }
});
