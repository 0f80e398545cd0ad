import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { randomNormal } from './randomNormal.js';

const read = (init: ReturnType<typeof randomNormal>, size: number, seed?: number) =>
  Array.from(init([size], seed).dataSync());

test('has its mean and standard deviation, and tails', () => {
  const xs = read(randomNormal({ mean: 2, stddev: 0.5 }), 20_000, 1);
  const mean = xs.reduce((a, b) => a + b) / xs.length;
  expectClose([mean, Math.sqrt(xs.reduce((a, b) => a + (b - mean) ** 2, 0) / xs.length)], [2, 0.5], 2e-2);
  expect(Math.max(...xs)).toBeGreaterThan(3.5);
});

test('a deviation of 0.05 where none is given; from a seed, its own first', () => {
  expect(Math.max(...read(randomNormal(), 1000, 1))).toBeLessThan(0.25);
  expect(read(randomNormal({ seed: 4 }), 5, 1)).toEqual(read(randomNormal(), 5, 4));
  expect({ ...randomNormal({ seed: 4 }) }).toEqual({ type: 'randomNormal', config: { seed: 4 } });
});

test('refuses a negative deviation and a mean that is no number', () => {
  expect(() => randomNormal({ stddev: -1 })).toThrow(
    new RangeError('randomNormal: stddev must be a non-negative number, got -1.'),
  );
  expect(() => randomNormal({ mean: Number.NaN })).toThrow(
    new RangeError('randomNormal: mean must be a finite number, got NaN.'),
  );
});
