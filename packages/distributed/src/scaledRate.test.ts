import { expect, test } from 'vitest';
import { scaledRate } from './scaledRate.js';

test('the rate of one, times the ranks, from the first step or after a warm-up, over a schedule too', () => {
  expect(scaledRate(0.1, { size: 4 })(0)).toBeCloseTo(0.4);
  const rate = scaledRate((step) => 1 / (1 + step), { size: 3, warmupSteps: 4 });
  for (const [step, expected] of [
    [0, 1],
    [2, 2 / 3],
    [4, 3 / 5],
    [9, 3 / 10],
  ] as const)
    expect(rate(step)).toBeCloseTo(expected, 12);
});

test('what is refused', () => {
  expect(() => scaledRate(0.1, { size: 0 })).toThrow(
    new RangeError('scaledRate: size must be a positive integer, got 0.'),
  );
  expect(() => scaledRate(0.1, { size: 2, warmupSteps: -1 })).toThrow(
    new RangeError('scaledRate: warmupSteps must be a non-negative number, got -1.'),
  );
});
