import type { Initializer } from '@tenonjs/contracts';
import { expectClose } from '@tenonjs/testing';
import { describe, expect, test } from 'vitest';
import { glorotNormal } from './glorotNormal.js';
import { glorotUniform } from './glorotUniform.js';
import { heNormal } from './heNormal.js';
import { heUniform } from './heUniform.js';
import type { SeedOptions } from './initializer.js';
import { lecunNormal } from './lecunNormal.js';
import { lecunUniform } from './lecunUniform.js';
import { varianceScaling } from './varianceScaling.js';

const read = (init: Initializer, shape: number[], seed?: number): number[] => Array.from(init(shape, seed).dataSync());
const variance = (xs: number[]): number => xs.reduce((sum, x) => sum + x * x, 0) / xs.length;
const farthest = (xs: number[]): number => xs.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

// A dense kernel has 300 inputs and 100 outputs; a 3×5 convolution of 4 channels by 16 filters has 60 and 240.
const fanIn = { dense: 300, conv: 60 };
const fanAvg = { dense: 200, conv: 150 };
const named: [string, (options?: SeedOptions) => Initializer, number, { dense: number; conv: number }, number][] = [
  ['glorotNormal', glorotNormal, 1, fanAvg, 2 / 0.8796256610342398],
  ['glorotUniform', glorotUniform, 1, fanAvg, Math.sqrt(3)],
  ['heNormal', heNormal, 2, fanIn, 2 / 0.8796256610342398],
  ['heUniform', heUniform, 2, fanIn, Math.sqrt(3)],
  ['lecunNormal', lecunNormal, 1, fanIn, 2 / 0.8796256610342398],
  ['lecunUniform', lecunUniform, 1, fanIn, Math.sqrt(3)],
];

describe.each(named)('%s', (name, factory, scale, fans, reach) => {
  test.each([
    ['dense' as const, [300, 100]],
    ['conv' as const, [3, 5, 4, 16]],
  ])('has its variance and bounds for the fans of a %s kernel', (kind, shape) => {
    const sigma = Math.sqrt(scale / fans[kind]);
    const xs = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => read(factory(), shape, seed));
    expect(Math.sqrt(variance(xs)) / sigma).toBeCloseTo(1, 1);
    expect(farthest(xs)).toBeLessThanOrEqual(reach * sigma * (1 + 1e-6));
    expect(farthest(xs)).toBeGreaterThan(0.95 * reach * sigma);
  });

  test('the same seed gives the same numbers, and its own wins', () => {
    expect(read(factory(), [4, 3], 1)).toEqual(read(factory(), [4, 3], 1));
    expect(read(factory(), [4, 3], 1)).not.toEqual(read(factory(), [4, 3], 2));
    expect(read(factory({ seed: 9 }), [4, 3], 1)).toEqual(read(factory(), [4, 3], 9));
    expect(read(factory(), [4, 3])).not.toEqual(read(factory(), [4, 3]));
  });

  test('carries its name and options', () => {
    expect(factory({ seed: 3 }).type).toBe(name);
    expect(factory({ seed: 3 }).config).toEqual({ seed: 3 });
  });
});

test('fans of a vector are its length, of a number 1', () => {
  const bound = (shape: number[], size: number) =>
    expect(farthest(read(varianceScaling({ distribution: 'uniform' }), shape, 1))).toBeLessThanOrEqual(
      Math.sqrt(3 / size),
    );
  bound([1000], 1000);
  bound([], 1);
});

test('fanOut and the untruncated normal distribution', () => {
  const xs = read(varianceScaling({ scale: 4, mode: 'fanOut', distribution: 'untruncatedNormal' }), [100, 400], 3);
  expect(Math.sqrt(variance(xs))).toBeCloseTo(0.1, 3);
  expect(farthest(xs)).toBeGreaterThan(0.3);
});

test('these numbers are fixed: a model made from a seed today is the same tomorrow', () => {
  expectClose(
    glorotUniform()([2, 2], 42),
    [-0.3051404058933258, 0.1988890916109085, 0.2405901700258255, -0.8880764245986938],
    1e-6,
  );
});

test.each([
  [{ scale: 0 }, 'varianceScaling: scale must be a positive number, got 0.'],
  [{ mode: 'in' as never }, 'varianceScaling: mode must be "fanIn" or "fanOut" or "fanAvg", got "in".'],
  [
    { distribution: 'normal' as never },
    'varianceScaling: distribution must be "truncatedNormal" or "untruncatedNormal" or "uniform", got "normal".',
  ],
])('refuses %o', (options, message) => {
  expect(() => varianceScaling(options)).toThrow(new RangeError(message));
});
