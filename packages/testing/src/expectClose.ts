import type { Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

type Numbers = ArrayLike<number> | Tensor | number;

const values = (x: Numbers): ArrayLike<number> => (typeof x === 'number' ? [x] : 'dataSync' in x ? x.dataSync() : x);

/**
 * Asserts that numbers agree: |actual − expected| ≤ tolerance · max(1, |expected|), NaN with NaN, ∞ with ∞.
 * Names the worst one.
 */
export function expectClose(actual: Numbers, expected: Numbers, tolerance = 1e-5): void {
  const a = values(actual);
  const e = values(expected);
  expect(a.length, 'number of values').toBe(e.length);
  let worst = -1;
  let excess = 1;
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], e[i]) || a[i] === e[i]) continue;
    const error = Math.abs(a[i]! - e[i]!) / (tolerance * Math.max(1, Math.abs(e[i]!)));
    if (!(error <= excess)) [worst, excess] = [i, error];
  }
  if (worst >= 0) {
    expect.fail(
      `value ${worst} of ${a.length} is ${a[worst]}, expected ${e[worst]} within ${tolerance} (${excess.toPrecision(3)} times that)`,
    );
  }
}
