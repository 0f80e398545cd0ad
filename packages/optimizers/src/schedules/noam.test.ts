import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { noam } from './noam.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'noam'))('noam $options', ({ options, steps, rates }) => {
  expectClose(steps.map(noam(options)), rates, 1e-12);
});

test('noam can be saved by name', () => {
  const options = { units: 8 };
  const { type, config } = noam(options);
  expect([type, config]).toEqual(['noam', options]);
});

test.each([
  [{ units: 0 }, 'noam: units must be a positive integer, got 0.'],
  [{ warmupSteps: 0 }, 'noam: warmupSteps must be a positive number, got 0.'],
  [{ scale: -1 }, 'noam: scale must be a non-negative number, got -1.'],
] as const)('noam refuses %o', (options: object, message) => {
  expect(() => noam({ ...{ units: 8 }, ...options })).toThrow(new RangeError(message));
});
