import { expect, test } from 'vitest';
import { asha } from './asha.js';
import { randomSearch } from './randomSearch.js';
import { search } from './search.js';
import { uniform } from './uniform.js';

/** How far each trial comes, of 9 epochs, where a smaller x is better at each of them. */
async function epochs(stopping: ReturnType<typeof asha>): Promise<{ lengths: number[]; best: number; least: number }> {
  const { trials, best } = await search(
    async ({ x }, { report }) => {
      for (let epoch = 1; epoch <= 9; epoch++) if (await report(x + 1 / epoch)) return x + 1 / epoch;
      return x + 1 / 9;
    },
    { x: uniform(0, 1) },
    { trials: 27, algorithm: randomSearch({ seed: 2 }), stopping },
  );
  return {
    lengths: trials.map(({ reports }) => reports.length),
    best: best.params.x,
    least: Math.min(...trials.map(({ params }) => params.x)),
  };
}

test('weak trials end at a rung, and the best one does not', async () => {
  const { lengths, best, least } = await epochs(asha());
  expect(new Set(lengths)).toEqual(new Set([1, 3, 9]));
  expect(lengths.filter((length) => length === 1).length).toBeGreaterThan(12);
  expect(lengths.reduce((a, b) => a + b)).toBeLessThan(0.5 * 27 * 9);
  expect(best).toBe(least);
});

test('Hyperband: brackets begin to stop at different rungs', async () => {
  const { lengths } = await epochs(asha({ brackets: 3 }));
  expect(lengths.filter((_, i) => i % 3 === 1).every((length) => length >= 3)).toBe(true);
  expect(lengths.filter((_, i) => i % 3 === 2).every((length) => length === 9)).toBe(true);
});

test('NaN is weak, and options are checked', () => {
  const trial = { number: 0, params: {}, value: null, reports: [Number.NaN], state: 'running' as const };
  expect(asha()(trial, [trial])).toBe(true);
  expect(() => asha({ reductionFactor: 1 })).toThrow(
    new RangeError('asha: reductionFactor must be at least 2, got 1.'),
  );
  expect(() => asha({ minimum: 0 })).toThrow(new RangeError('asha: minimum must be a positive integer, got 0.'));
});
