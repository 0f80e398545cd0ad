import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, trainable, wave } from '../../testing/testArchitecture.js';
import { resNetCifar } from './resNetCifar.js';

describe('resNetCifar', () => {
  test('ResNet-20 and -32 have the paper’s 0.27 and 0.46 million weights, and the convolutions around', () => {
    // Without the convolutions of size 1 around, 269,722 and 464,154; those are 16·32 + 32·64 and their normalizations.
    const around = 16 * 32 + 32 * 64 + 2 * 32 + 2 * 64;
    for (const [depth, weights] of [
      [20, 269_722],
      [32, 464_154],
    ] as const) {
      const model = resNetCifar({ depth });
      expect(trainable(model)).toBe(weights + around);
      model.dispose();
    }
  });

  test('refuses', () => {
    expect(() => resNetCifar({ depth: 21 })).toThrow(
      'resNetCifar: depth must be 6n + 2, such as 20, 32 or 44, got 21.',
    );
  });

  testArchitecture({
    small: () => resNetCifar({ depth: 8, seed: 1, inputShape: [8, 8, 1], classes: 2 }),
    x: wave([4, 8, 8, 1]),
    y: integers([4], 2),
    loss: sparseCategoricalCrossentropy,
    gives: [4, 2],
  });
});
