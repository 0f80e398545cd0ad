import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { expect, test } from 'vitest';

const executablePath = '/usr/bin/chromium';
if (!existsSync(executablePath)) console.warn('The browser test is left out: there is no Chromium (Debian: chromium).');

test.skipIf(!existsSync(executablePath))('learns to tell the spirals apart, in headless Chromium', async () => {
  const root = path.join(import.meta.dirname, '..');
  const outDir = mkdtempSync(path.join(tmpdir(), 'tenon-minimal-'));
  await build({ root, logLevel: 'error', build: { outDir } });
  const server = await preview({ root, build: { outDir }, preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(server.resolvedUrls!.local[0]!);
    const status = page.getByRole('status');
    await expect.poll(() => status.textContent(), { timeout: 60_000 }).toMatch(/^epoch 60: .* wasm, relaxed SIMD/);
    const [, loss, accuracy] = /loss ([\d.]+), accuracy ([\d.]+)/.exec((await status.textContent())!)!;
    expect(Number(accuracy)).toBeGreaterThan(0.97);
    expect(Number(loss)).toBeLessThan(0.1);
    // The picture has both sides in it.
    const colours = await page.evaluate(() => {
      const { data } = document.querySelector('canvas')!.getContext('2d')!.getImageData(0, 0, 300, 300);
      const red = Array.from({ length: 90_000 }, (_, i) => data[i * 4]!);
      return [Math.min(...red), Math.max(...red)];
    });
    expect(colours[0]).toBeLessThan(110);
    expect(colours[1]).toBeGreaterThan(220);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
});
