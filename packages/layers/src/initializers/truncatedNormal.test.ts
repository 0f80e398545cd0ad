import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { truncatedNormal } from './truncatedNormal.js';

const read = (init: ReturnType<typeof truncatedNormal>, size: number, seed?: number) =>
  Array.from(init([size], seed).dataSync());

test('stays within two deviations, and has the deviation that this leaves', () => {
  const xs = read(truncatedNormal({ mean: 1, stddev: 0.5 }), 20_000, 1);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs)).toBeLessThanOrEqual(2);
  const deviation = Math.sqrt(xs.reduce((a, b) => a + (b - 1) ** 2, 0) / xs.length);
  expectClose([deviation], [0.5 * 0.8796], 2e-2);
});

test('from a seed, its own first', () => {
  expect(read(truncatedNormal({ seed: 4 }), 5, 1)).toEqual(read(truncatedNormal(), 5, 4));
  expect({ ...truncatedNormal({ seed: 4 }) }).toEqual({ type: 'truncatedNormal', config: { seed: 4 } });
});

test('refuses a negative deviation and a mean that is no number', () => {
  expect(() => truncatedNormal({ stddev: -1 })).toThrow(
    new RangeError('truncatedNormal: stddev must be a non-negative number, got -1.'),
  );
  expect(() => truncatedNormal({ mean: Infinity })).toThrow(
    new RangeError('truncatedNormal: mean must be a finite number, got Infinity.'),
  );
});
