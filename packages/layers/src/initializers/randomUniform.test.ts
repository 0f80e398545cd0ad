import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { randomUniform } from './randomUniform.js';

const read = (init: ReturnType<typeof randomUniform>, size: number, seed?: number) =>
  Array.from(init([size], seed).dataSync());

test('fills its range evenly', () => {
  const xs = read(randomUniform({ minval: 1, maxval: 3 }), 20_000, 1);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...xs)).toBeLessThan(3);
  expectClose(
    [0.5, 1, 1.5].map((cut) => xs.filter((x) => x < 1 + cut).length / xs.length),
    [0.25, 0.5, 0.75],
    2e-2,
  );
});

test('±0.05 where nothing is given; from a seed, its own first', () => {
  expect(Math.max(...read(randomUniform(), 1000, 1).map(Math.abs))).toBeLessThanOrEqual(0.05);
  expect(read(randomUniform({ seed: 4 }), 5, 1)).toEqual(read(randomUniform(), 5, 4));
  expect({ ...randomUniform({ seed: 4 }) }).toEqual({ type: 'randomUniform', config: { seed: 4 } });
});

test('refuses bounds in the wrong order and what is no number', () => {
  expect(() => randomUniform({ minval: 1, maxval: 0 })).toThrow(
    new RangeError('randomUniform: minval must not exceed maxval 0, got 1.'),
  );
  expect(() => randomUniform({ maxval: Infinity })).toThrow(
    new RangeError('randomUniform: maxval must be a finite number, got Infinity.'),
  );
});
