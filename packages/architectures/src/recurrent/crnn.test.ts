import { simpleRNN } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { crnn } from './crnn.js';

describe('crnn', () => {
  test('has the parameters of its parts, and reads along the axis that is time', () => {
    const parameters = 9 * 1 * 4 + 16 + 9 * 4 * 6 + 24 + 2 * 4 * 5 * (2 * 6 + 5 + 1) + 10 * 3 + 3;
    const common = { filters: [4, 6], units: [5], classes: 3, returnSequences: true } as const;
    const sound = crnn({ ...common, inputShape: [null, 8, 1] });
    const line = crnn({ ...common, inputShape: [8, null, 1], timeAxis: 'second', timePools: 1 });
    expect(sound.countParams()).toBe(parameters);
    expect(line.countParams()).toBe(parameters);
    expect(sound.outputShape([null, 40, 8, 1])).toEqual([null, 10, 3]);
    expect(line.outputShape([null, 8, 40, 1])).toEqual([null, 20, 3]);
    sound.dispose();
    line.dispose();
  });

  test('refuses', () => {
    expect(() => crnn({ inputShape: [20, null, 1], classes: 2 })).toThrow(
      'crnn: frequencies must be known, and at least 8 to be halved 3 times, got inputShape [20, null, 1].',
    );
    expect(() => crnn({ inputShape: [20, 8, 1], classes: 2, timeAxis: 'third' as never })).toThrow(
      'crnn: timeAxis must be "first" or "second", got "third".',
    );
  });

  testArchitecture({
    small: () => crnn({ inputShape: [8, 8, 1], filters: [3, 4], layer: simpleRNN, units: [4], classes: 2, seed: 1 }),
    x: wave([6, 8, 8, 1]),
    y: integers([6], 2),
    loss: sparseCategoricalCrossentropy,
    gives: [6, 2],
  });

  describe('with classes for each step', () => {
    testArchitecture({
      small: () =>
        crnn({
          inputShape: [4, 8, 1],
          timeAxis: 'second',
          filters: [3, 4],
          units: [4],
          classes: 3,
          returnSequences: true,
          seed: 1,
        }),
      x: wave([4, 4, 8, 1]),
      y: integers([4, 2], 3),
      loss: sparseCategoricalCrossentropy,
      gives: [4, 2, 3],
    });
  });
});
