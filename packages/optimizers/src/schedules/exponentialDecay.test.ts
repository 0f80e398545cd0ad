import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { exponentialDecay } from './exponentialDecay.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'exponentialDecay'))(
  'exponentialDecay $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(exponentialDecay(options)), rates, 1e-12);
  },
);

test('exponentialDecay can be saved by name', () => {
  const options = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };
  const { type, config } = exponentialDecay(options);
  expect([type, config]).toEqual(['exponentialDecay', options]);
});

test.each([
  [{ initialLearningRate: -1 }, 'exponentialDecay: initialLearningRate must be a non-negative number, got -1.'],
  [{ decaySteps: 0 }, 'exponentialDecay: decaySteps must be a positive number, got 0.'],
  [{ decayRate: 0 }, 'exponentialDecay: decayRate must be a positive number, got 0.'],
] as const)('exponentialDecay refuses %o', (options: object, message) => {
  expect(() =>
    exponentialDecay({ ...{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }, ...options }),
  ).toThrow(new RangeError(message));
});
