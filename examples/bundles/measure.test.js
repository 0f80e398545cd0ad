import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlers, hasChromium, launch, measure } from './measure.mjs';

if (!hasChromium) console.warn('The bundles are not measured: there is no Chromium (Debian: chromium).');

/** KiB of JavaScript, gzipped, that the page may load, with all kernels and with those it uses: what was measured, and 2 % more. */
const budgets = {
  esbuild: [80.3, 62.6],
  vite: [71.8, 54.3],
  rollup: [70.5, 53.6],
  webpack: [73.1, 56.3],
};

test('every bundler has a budget', () => {
  expect(Object.keys(budgets)).toEqual(Object.keys(bundlers));
});

describe.skipIf(!hasChromium)('in headless Chromium', () => {
  let browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const cases = Object.entries(budgets).flatMap(([bundler, [all, used]]) => [
    ['tenon', bundler, all],
    ['tenonModular', bundler, used],
  ]);
  test.each(cases)('%s, by %s, trains and loads at most %d KiB', async (app, bundler, budget) => {
    const { title, loaded } = await measure(browser, app, bundler);
    const [first, last] = title.split(' ').slice(1).map(Number);
    expect(first).toBeGreaterThan(2);
    expect(last).toBeLessThan(1.6);
    expect(loaded / 1024).toBeLessThan(budget);
  });
});
