import { expect, test } from 'vitest';
import { named } from './named.js';

test('a function gets the name it is saved by, and stays the function it is', () => {
  const double = (x: number): number => 2 * x;
  const result = named('double', double);
  expect(result).toBe(double);
  expect(result(2)).toBe(4);
  expect(result.type).toBe('double');
  expect('config' in result).toBe(false);
});

test('a factory’s options are kept beside it', () => {
  expect(named('l2', () => 0, { rate: 0.01 }).config).toEqual({ rate: 0.01 });
});
