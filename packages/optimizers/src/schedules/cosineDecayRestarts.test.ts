import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { cosineDecayRestarts } from './cosineDecayRestarts.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'cosineDecayRestarts'))(
  'cosineDecayRestarts $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(cosineDecayRestarts(options)), rates, 1e-12);
  },
);

test('cosineDecayRestarts can be saved by name', () => {
  const options = { initialLearningRate: 0.1, firstDecaySteps: 10 };
  const { type, config } = cosineDecayRestarts(options);
  expect([type, config]).toEqual(['cosineDecayRestarts', options]);
});

test.each([
  [{ firstDecaySteps: 0 }, 'cosineDecayRestarts: firstDecaySteps must be a positive number, got 0.'],
  [{ tMul: 0.5 }, 'cosineDecayRestarts: tMul must be at least 1, got 0.5.'],
  [{ mMul: -1 }, 'cosineDecayRestarts: mMul must be a non-negative number, got -1.'],
] as const)('cosineDecayRestarts refuses %o', (options: object, message) => {
  expect(() => cosineDecayRestarts({ ...{ initialLearningRate: 0.1, firstDecaySteps: 10 }, ...options })).toThrow(
    new RangeError(message),
  );
});
