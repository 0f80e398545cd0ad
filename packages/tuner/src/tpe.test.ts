import { describe, expect, test } from 'vitest';
import { choice } from './choice.js';
import { conditional } from './conditional.js';
import { int } from './int.js';
import { logUniform } from './logUniform.js';
import { randomSearch } from './randomSearch.js';
import { search } from './search.js';
import type { Space } from './space.js';
import { tpe } from './tpe.js';
import { uniform } from './uniform.js';

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

/** The median over ten seeds of the best of 40 trials. */
async function both(objective: (params: any) => number, space: Space): Promise<{ tpe: number; random: number }> {
  const bestOf = async (algorithm: typeof tpe | typeof randomSearch): Promise<number> => {
    const found: number[] = [];
    for (let seed = 0; seed < 10; seed++)
      found.push((await search(objective, space, { algorithm: algorithm({ seed }), trials: 40 })).best.value!);
    return median(found);
  };
  return { tpe: await bestOf(tpe), random: await bestOf(randomSearch) };
}

const cube = (n: number, low: number, high: number): Space =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, uniform(low, high)]));

describe('finds better than random search with the same 40 trials, median of ten seeds', () => {
  test.each<[string, (params: any) => number, Space]>([
    [
      'a sphere of four dimensions',
      (p) => Object.values<number>(p).reduce((sum, x) => sum + (x - 1) ** 2, 0),
      cube(4, -5, 5),
    ],
    [
      'Branin',
      ({ x0, x1 }) =>
        (x1 - (5.1 / (4 * Math.PI ** 2)) * x0 ** 2 + (5 / Math.PI) * x0 - 6) ** 2 +
        10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x0) +
        10,
      { x0: uniform(-5, 10), x1: uniform(0, 15) },
    ],
    [
      'Ackley of three dimensions',
      (p) => {
        const x = Object.values<number>(p);
        const mean = (f: (x: number) => number): number => x.reduce((sum, each) => sum + f(each), 0) / x.length;
        return (
          20 +
          Math.E -
          20 * Math.exp(-0.2 * Math.sqrt(mean((v) => v * v))) -
          Math.exp(mean((v) => Math.cos(2 * Math.PI * v)))
        );
      },
      cube(3, -10, 10),
    ],
    [
      'a training: rate, units, and momentum where there is one',
      ({ rate, units, optimizer, momentum = 0 }) =>
        (Math.log10(rate) + 2.5) ** 2 +
        (Math.log2(units) - 5) ** 2 / 4 +
        (optimizer === 'sgd' ? (momentum - 0.9) ** 2 : 0.3),
      {
        rate: logUniform(1e-6, 1),
        units: int(2, 512, { log: true }),
        optimizer: choice(['adam', 'sgd', 'rmsprop']),
        more: conditional('optimizer', { sgd: { momentum: uniform(0, 1) } }),
      },
    ],
  ])('%s', async (_, objective, space) => {
    const found = await both(objective, space);
    expect(found.tpe).toBeLessThan(found.random);
  });
});

test('learns which value of a choice is good, and what was stopped counts', () => {
  const space = { kind: choice(['a', 'b', 'c', 'd']) };
  const trials = Array.from({ length: 20 }, (_, number) => ({
    number,
    params: { kind: 'abcd'[number % 4] },
    value: null,
    reports: [9, number % 4 === 2 ? 0 : 1],
    state: 'stopped' as const,
  }));
  const chosen = Array.from({ length: 20 }, (_, i) => tpe()(space, trials, 20 + i)!.kind);
  expect(chosen.filter((kind) => kind === 'c').length).toBeGreaterThan(14);
});

test('refuses what is out of range', () => {
  expect(() => tpe({ gamma: 1 })).toThrow(new RangeError('tpe: gamma must be in [0, 1), got 1.'));
  expect(() => tpe({ startup: 0 })).toThrow(new RangeError('tpe: startup must be a positive integer, got 0.'));
});
