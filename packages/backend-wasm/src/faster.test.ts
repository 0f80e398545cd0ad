import { expect, test } from 'vitest';
import { type Faster, faster } from './faster.js';

/** How many of so many calls are done the second way, each way taking what is given. */
function count(choice: Faster, kind: number, calls: number, times: readonly [number, number]): number {
  let seconds = 0;
  for (let i = 0; i < calls; i++) {
    const second = choice.second(kind);
    if (second) seconds++;
    choice.took(kind, second, times[second ? 1 : 0]);
  }
  return seconds;
}

test('the faster way is taken, the other one tried ever more seldom', () => {
  const choice = faster();
  expect(count(choice, 1, 8, [2, 1])).toBe(4);
  expect(count(choice, 1, 992, [2, 1])).toBeGreaterThan(970);
  expect(count(choice, 2, 1000, [1, 2])).toBeLessThan(30);
});

test('kinds are apart, and what changes is found out', () => {
  const choice = faster();
  count(choice, 1, 1000, [2, 1]);
  expect(count(choice, 2, 1000, [1, 2])).toBeLessThan(30);
  count(choice, 1, 20, [2, 5]);
  expect(count(choice, 1, 1000, [2, 5])).toBeLessThan(30);
  // Back again, once the slower way has been tried.
  count(choice, 1, 2000, [2, 1]);
  expect(count(choice, 1, 1000, [2, 1])).toBeGreaterThan(970);
});

test('a way that seldom takes very long is not the faster one', () => {
  const choice = faster();
  let total = 0;
  for (let i = 0, seconds = 0; i < 20_000; i++) {
    const second = choice.second(1);
    const time = !second ? 1 : ++seconds % 20 === 0 ? 100 : 0.6;
    choice.took(1, second, time);
    total += time;
  }
  // The second way alone would take 5.6 each time, the first 1.
  expect(total).toBeLessThan(1.5 * 20_000);
});
