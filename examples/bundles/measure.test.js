import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlers, hasChromium, launch, measure } from './measure.mjs';

if (!hasChromium) console.warn('The bundles are not measured: there is no Chromium (Debian: chromium).');

/** KiB of JavaScript, gzipped, that the page may load: what was measured, and 2 % more. */
const budgets = { esbuild: 91.9, vite: 84.9, rollup: 86.2, webpack: 85.9 };

test('every bundler has a budget', () => {
  expect(Object.keys(budgets)).toEqual(Object.keys(bundlers));
});

describe.skipIf(!hasChromium)('in headless Chromium', () => {
  let browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(Object.entries(budgets))('by %s the app trains and loads at most %d KiB', async (bundler, budget) => {
    const { title, loaded } = await measure(browser, 'tenon', bundler);
    const [first, last] = title.split(' ').slice(1).map(Number);
    expect(first).toBeGreaterThan(2);
    expect(last).toBeLessThan(1.6);
    expect(loaded / 1024).toBeLessThan(budget);
  });
});
