import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { leNet5 } from './leNet5.js';

describe('leNet5', () => {
  test('has the paper’s 61,706 parameters, whether images are 32 or 28 wide', () => {
    for (const inputShape of [
      [32, 32, 1],
      [28, 28, 1],
    ]) {
      const model = leNet5({ inputShape });
      expect(model.countParams()).toBe(61_706);
      model.dispose();
    }
    expect(() => leNet5({ classes: 0 })).toThrow('leNet5: classes must be a positive integer, got 0.');
  });

  testArchitecture({
    small: () => leNet5({ seed: 1, classes: 3, inputShape: [28, 28, 1] }),
    x: wave([4, 28, 28, 1]),
    y: integers([4], 3),
    loss: sparseCategoricalCrossentropy,
    gives: [4, 3],
  });
});
