import { gru } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { testArchitecture, wave } from '../../testing/testArchitecture.js';
import { recurrentForecaster } from './recurrentForecaster.js';

describe('recurrentForecaster', () => {
  test('has the parameters of its layers', () => {
    const model = recurrentForecaster({ inputShape: [24, 3], units: [5], horizon: 2 });
    expect(model.countParams()).toBe(2 * 4 * 5 * (3 + 5 + 1) + 10 * 2 + 2);
    expect(model.outputShape([null, 24, 3])).toEqual([null, 2]);
    model.dispose();
    expect(() => recurrentForecaster({ inputShape: [24, 3], horizon: 0 })).toThrow(
      'recurrentForecaster: horizon must be a positive integer, got 0.',
    );
  });

  testArchitecture({
    small: () => recurrentForecaster({ inputShape: [null, 1], layer: gru, units: [5, 4], horizon: 2, seed: 1 }),
    x: wave([6, 7, 1]),
    y: wave([6, 2]),
    loss: meanSquaredError,
    gives: [6, 2],
    learningRate: 0.02,
  });
});
