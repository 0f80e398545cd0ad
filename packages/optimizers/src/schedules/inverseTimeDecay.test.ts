import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { inverseTimeDecay } from './inverseTimeDecay.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'inverseTimeDecay'))(
  'inverseTimeDecay $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(inverseTimeDecay(options)), rates, 1e-12);
  },
);

test('inverseTimeDecay can be saved by name', () => {
  const options = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };
  const { type, config } = inverseTimeDecay(options);
  expect([type, config]).toEqual(['inverseTimeDecay', options]);
});

test.each([
  [{ initialLearningRate: -1 }, 'inverseTimeDecay: initialLearningRate must be a non-negative number, got -1.'],
  [{ decaySteps: 0 }, 'inverseTimeDecay: decaySteps must be a positive number, got 0.'],
  [{ decayRate: -1 }, 'inverseTimeDecay: decayRate must be a non-negative number, got -1.'],
] as const)('inverseTimeDecay refuses %o', (options: object, message) => {
  expect(() =>
    inverseTimeDecay({ ...{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }, ...options }),
  ).toThrow(new RangeError(message));
});
