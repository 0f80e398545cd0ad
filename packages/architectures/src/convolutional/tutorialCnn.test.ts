import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { tutorialCnn } from './tutorialCnn.js';

describe('tutorialCnn', () => {
  test('has the tutorial’s 693,962 parameters', () => {
    const model = tutorialCnn();
    expect(model.countParams()).toBe(693_962);
    model.dispose();
    expect(() => tutorialCnn({ classes: 1.5 })).toThrow('tutorialCnn: classes must be a positive integer, got 1.5.');
  });

  testArchitecture({
    small: () => tutorialCnn({ seed: 1, inputShape: [8, 8, 1], classes: 2, rate: 0.1 }),
    x: wave([4, 8, 8, 1]),
    y: integers([4], 2),
    loss: sparseCategoricalCrossentropy,
    gives: [4, 2],
  });
});
