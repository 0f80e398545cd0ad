import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bits, normal, permutation, seedFrom, uniform } from './random.js';

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float32Array): number => {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length);
};

test('the bits of the formula, computed with big integers elsewhere', () => {
  expect([0, 1, 2].map((i) => bits(0, i))).toEqual([0, 33350994, 83415710]);
  expect([0, 1, 2].map((i) => bits(12345, i))).toEqual([2318249750, 4081071428, 3930007081]);
  expect(bits(4294967295, 1000000)).toBe(1791406248);
});

test('seeds derived along a path differ from each other and repeat', () => {
  expect([seedFrom(7), seedFrom(7, 0), seedFrom(7, 1, 2)]).toEqual([7, 810522497, 1512469295]);
  const all = new Set<number>();
  for (let parent = 0; parent < 100; parent++) for (let i = 0; i < 100; i++) all.add(seedFrom(parent, i));
  expect(all.size).toBeGreaterThan(9_995);
});

test('numbers are a function of the seed and their place alone', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), (seed, size) => {
      expect(uniform(100, seed).slice(0, size)).toEqual(uniform(size, seed));
      expect(normal(100, seed, 0, 1, true).slice(0, size)).toEqual(normal(size, seed, 0, 1, true));
    }),
  );
  expect(uniform(10, 1)).not.toEqual(uniform(10, 2));
});

test('uniform fills its range evenly', () => {
  const values = uniform(100_000, 1, -2, 3);
  expect(values.every((value) => value >= -2 && value < 3)).toBe(true);
  const counts = new Array<number>(50).fill(0);
  for (const value of values) counts[Math.floor((value + 2) * 10)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  // 49 degrees of freedom: beyond 94 with a probability of 1e-4.
  expect(chiSquare).toBeLessThan(94);
});

test('neighbours and streams do not correlate', () => {
  const correlation = (a: Float32Array, b: Float32Array): number =>
    (mean(a.map((value, i) => value * b[i]!)) - mean(a) * mean(b)) / (deviation(a) * deviation(b));
  const values = uniform(100_000, 42);
  expect(Math.abs(correlation(values.slice(0, -1), values.slice(1)))).toBeLessThan(0.013);
  expect(Math.abs(correlation(values, uniform(100_000, 43)))).toBeLessThan(0.013);
});

test('normal has the mean, the deviation and the tails it should', () => {
  const values = normal(100_000, 3, 1, 2);
  expect(mean(values)).toBeCloseTo(1, 1);
  expect(deviation(values)).toBeCloseTo(2, 1);
  const beyond = (sigmas: number): number =>
    values.filter((value) => Math.abs(value - 1) > 2 * sigmas).length / values.length;
  expect(beyond(1)).toBeCloseTo(0.3173, 2);
  expect(beyond(2)).toBeCloseTo(0.0455, 2);
  expect(beyond(3)).toBeGreaterThan(0.0015);
});

test('truncated normal stays within two deviations, with the deviation that leaves', () => {
  const values = normal(100_000, 4, 0, 0.5, true);
  expect(values.every((value) => Math.abs(value) <= 1)).toBe(true);
  expect(deviation(values) / 0.5).toBeCloseTo(0.8796, 2);
});

test('a permutation holds each number once, and shuffles', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), fc.nat(), (n, seed) => {
      expect(Array.from(permutation(n, seed)).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
  // Each number comes to each place about equally often.
  const counts = new Array<number>(25).fill(0);
  for (let seed = 0; seed < 5000; seed++)
    permutation(5, seed).forEach((value, place) => void counts[5 * place + value]!++);
  expect(Math.min(...counts)).toBeGreaterThan(880);
  expect(Math.max(...counts)).toBeLessThan(1120);
});
