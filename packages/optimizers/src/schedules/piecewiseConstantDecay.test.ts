import { expectClose, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { piecewiseConstantDecay } from './piecewiseConstantDecay.js';

const { cases } = readFixture<any>(import.meta.url, '../../fixtures/schedules.json');

test.each(cases.filter(({ schedule }) => schedule === 'piecewiseConstantDecay'))(
  'piecewiseConstantDecay $options',
  ({ options, steps, rates }) => {
    expectClose(steps.map(piecewiseConstantDecay(options)), rates, 1e-12);
  },
);

test('piecewiseConstantDecay can be saved by name', () => {
  const options = { boundaries: [1, 2], values: [3, 2, 1] };
  const { type, config } = piecewiseConstantDecay(options);
  expect([type, config]).toEqual(['piecewiseConstantDecay', options]);
});

test.each([
  [{ values: [1] }, 'piecewiseConstantDecay: there must be one value more than boundaries, got 1 and 2.'],
  [{ boundaries: [2, 2] }, 'piecewiseConstantDecay: boundaries must rise, got [2, 2].'],
  [{ values: [3, -2, 1] }, 'piecewiseConstantDecay: values[1] must be a non-negative number, got -2.'],
] as const)('piecewiseConstantDecay refuses %o', (options: object, message) => {
  expect(() => piecewiseConstantDecay({ ...{ boundaries: [1, 2], values: [3, 2, 1] }, ...options })).toThrow(
    new RangeError(message),
  );
});
