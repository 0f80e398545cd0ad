import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { cosineDecay } from './cosineDecay.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'cosineDecay'))(
  'cosineDecay $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(cosineDecay(options)), rates, 1e-12);
  },
);

test('cosineDecay can be saved by name', () => {
  const options = { initialLearningRate: 0.1, decaySteps: 10 };
  const { type, config } = cosineDecay(options);
  expect([type, config]).toEqual(['cosineDecay', options]);
});

test.each([
  [{ alpha: -1 }, 'cosineDecay: alpha must be a non-negative number, got -1.'],
  [{ decaySteps: 0 }, 'cosineDecay: decaySteps must be a positive number, got 0.'],
  [{ warmupTarget: -1 }, 'cosineDecay: warmupTarget must be a non-negative number, got -1.'],
  [{ warmupSteps: -1 }, 'cosineDecay: warmupSteps must be a non-negative number, got -1.'],
] as const)('cosineDecay refuses %o', (options: object, message) => {
  expect(() => cosineDecay({ ...{ initialLearningRate: 0.1, decaySteps: 10 }, ...options })).toThrow(
    new RangeError(message),
  );
});
