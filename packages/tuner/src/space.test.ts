import { expect, test } from 'vitest';
import { choice } from './choice.js';
import { conditional } from './conditional.js';
import { int } from './int.js';
import { logUniform } from './logUniform.js';
import { settle } from './space.js';
import { uniform } from './uniform.js';

test.each([
  ['choice', choice(['a', 'b', 'c']), ['a', 'b', 'c']],
  ['uniform', uniform(-1.5, 1.5), [-1, 0, 1]],
  ['logUniform', logUniform(1, 1000), [10 ** 0.5, 10 ** 1.5, 10 ** 2.5]],
  ['int', int(1, 9), [2, 5, 8]],
  ['int, log', int(1, 100, { log: true }), [1, 7, 42]],
  ['int of two', int(3, 4), [3, 4]],
] as const)('%s: its grid, and every value has its place', (_, dimension, grid) => {
  expect(dimension.grid(3)).toEqual(
    grid.map((value) => (typeof value === 'number' ? expect.closeTo(value, 9) : value)),
  );
  for (let i = 0; i < 50; i++) {
    const value = dimension.at(i / 50) as never;
    expect(dimension.at(dimension.place(value))).toSatisfy((again: unknown) =>
      typeof again === 'number' ? Math.abs(again - value) < 1e-9 * Math.abs(again) + 1e-9 : again === value,
    );
  }
});

test('each whole number is as likely as the others', () => {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 400; i++) counts[int(0, 3).at(i / 400)]!++;
  expect(counts).toEqual([100, 100, 100, 100]);
});

test('what hangs on a condition is there only where it holds', () => {
  const space = {
    optimizer: choice(['adam', 'sgd']),
    more: conditional('optimizer', { sgd: { momentum: uniform(0, 1), nesterov: choice([true, false]) } }),
    units: int(1, 8),
  };
  expect(settle(space, (_, dimension) => dimension.at(0.1))).toEqual({ optimizer: 'adam', units: 1 });
  expect(settle(space, (_, dimension) => dimension.at(0.9))).toEqual({
    optimizer: 'sgd',
    momentum: 0.9,
    nesterov: false,
    units: 8,
  });
  expect(() => settle({ more: space.more }, () => 0)).toThrow(
    new RangeError('conditional: more must come after optimizer, got nothing before it.'),
  );
});

test.each([
  [() => choice([]), 'choice: there must be a value, got none.'],
  [() => uniform(1, 1), 'uniform: low must be below high, got 1 and 1.'],
  [() => uniform(0, Number.NaN), 'uniform: low must be below high, got 0 and NaN.'],
  [() => logUniform(0, 1), 'logUniform: low must be a positive number, got 0.'],
  [() => int(0.5, 2), 'int: low and high must be integers, got 0.5 and 2.'],
  [() => int(0, 2, { log: true }), 'int: low must be a positive integer with log, got 0.'],
])('%s is refused', (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
