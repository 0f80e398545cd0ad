import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../serve.mjs';

const executablePath = '/usr/bin/chromium';
if (!existsSync(executablePath))
  console.warn('The browser tests are left out: there is no Chromium (Debian: chromium).');

describe.skipIf(!existsSync(executablePath))('in headless Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });

  afterAll(() => browser.close());

  /** What the page says until it is done. */
  async function run(query: string, options: { isolated?: boolean; policy?: string }): Promise<string[]> {
    const { url, close } = await serve(options);
    const page = await browser.newPage();
    try {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      // As many threads on every machine.
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { value: 2 }));
      await page.goto(`${url}${query}`);
      const log = page.locator('#log');
      await expect.poll(async () => errors[0] ?? log.textContent(), { timeout: 60_000 }).toMatch(/ms a step/);
      return (await log.textContent())!.trim().split('\n');
    } finally {
      await page.close();
      close();
    }
  }

  const losses = (lines: string[]): string[] => lines.filter((line) => line.startsWith('step'));

  test('two threads where the page is isolated, one and a word where it is not, the same losses', async () => {
    const two = await run('?page', {});
    const one = await run('?page', { isolated: false });
    expect(two[0]).toBe('wasm, relaxed SIMD, 2 threads');
    expect(one[0]).toBe('wasm, relaxed SIMD, 1 thread (more need a page that is cross-origin isolated)');
    expect(losses(two)).toHaveLength(4);
    expect(losses(one)).toEqual(losses(two));
    expect(Number(two[4]!.split(' ').at(-1))).toBeLessThan(0.5);
  });

  test('one thread and a word where the page’s policy forbids the workers', async () => {
    const lines = await run('?page', { policy: "worker-src 'self'" });
    expect(lines[0]).toMatch(/^wasm, relaxed SIMD, 1 thread \(more could not be started: .+\)$/);
    expect(losses(lines)).toHaveLength(4);
  });

  test('two threads from within a worker', async () => {
    const lines = await run('', {});
    expect(lines[0]).toMatch(/^wasm, relaxed SIMD, \d+ threads?$/);
    expect(losses(lines)).toHaveLength(4);
  });
});
