import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { oneCycle } from './oneCycle.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'oneCycle'))('oneCycle $options', ({ options, steps, rates }) => {
  expectClose(steps.map(oneCycle(options)), rates, 1e-12);
});

test('oneCycle can be saved by name', () => {
  const options = { maxLearningRate: 0.1, totalSteps: 10 };
  const { type, config } = oneCycle(options);
  expect([type, config]).toEqual(['oneCycle', options]);
});

test.each([
  [{ totalSteps: 0 }, 'oneCycle: totalSteps must be a positive integer, got 0.'],
  [{ maxLearningRate: -1 }, 'oneCycle: maxLearningRate must be a non-negative number, got -1.'],
  [{ divFactor: 0 }, 'oneCycle: divFactor must be a positive number, got 0.'],
  [{ warmupFraction: 1.1 }, 'oneCycle: warmupFraction must be in [0, 1], got 1.1.'],
  [{ threePhase: true, warmupFraction: 0.6 }, 'oneCycle: warmupFraction must be in [0, 0.5], got 0.6.'],
  [{ annealing: 'cubic' }, 'oneCycle: annealing must be "cosine" or "linear", got "cubic".'],
] as const)('oneCycle refuses %o', (options: object, message) => {
  expect(() => oneCycle({ ...{ maxLearningRate: 0.1, totalSteps: 10 }, ...options })).toThrow(new RangeError(message));
});
