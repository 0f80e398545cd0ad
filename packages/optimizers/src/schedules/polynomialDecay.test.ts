import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { polynomialDecay } from './polynomialDecay.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'polynomialDecay'))(
  'polynomialDecay $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(polynomialDecay(options)), rates, 1e-12);
  },
);

test('polynomialDecay can be saved by name', () => {
  const options = { initialLearningRate: 0.1, decaySteps: 10 };
  const { type, config } = polynomialDecay(options);
  expect([type, config]).toEqual(['polynomialDecay', options]);
});

test.each([
  [{ endLearningRate: -1 }, 'polynomialDecay: endLearningRate must be a non-negative number, got -1.'],
  [{ decaySteps: 0 }, 'polynomialDecay: decaySteps must be a positive number, got 0.'],
  [{ power: 0 }, 'polynomialDecay: power must be a positive number, got 0.'],
] as const)('polynomialDecay refuses %o', (options: object, message) => {
  expect(() => polynomialDecay({ ...{ initialLearningRate: 0.1, decaySteps: 10 }, ...options })).toThrow(
    new RangeError(message),
  );
});
