import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchMainThread } from './mainThread.js';

const executablePath = '/usr/bin/chromium';
if (!existsSync(executablePath))
  console.warn('The browser tests are left out: there is no Chromium (Debian: chromium).');

/** WebGL and WebGPU in software, which any machine has. */
const gpus = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];
const root = path.join(import.meta.dirname, '..');
/** Pictures of the page are left here where it is set. */
const screenshots = process.env.TENON_SCREENSHOTS;

describe.skipIf(!existsSync(executablePath))('in headless Chromium', () => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'tenon-playground-'));
  let server: PreviewServer;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    await build({ root, configFile: path.join(root, 'vite.config.mjs'), logLevel: 'error', build: { outDir } });
    server = await preview({
      root,
      configFile: path.join(root, 'vite.config.mjs'),
      build: { outDir },
      preview: { port: 0 },
    });
    url = server.resolvedUrls!.local[0]!;
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...gpus] });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(outDir, { recursive: true, force: true });
  });

  /** A page that has said it is ready; its errors are the test's. */
  async function opened(context: BrowserContext, errors: string[]): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(url);
    await page.getByText('Ready. Choose what to train with').waitFor({ timeout: 60_000 });
    return page;
  }

  async function drawSeven(page: Page): Promise<void> {
    const pad = page.getByRole('application', { name: 'Field to draw a digit' });
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.move(...at(0.25, 0.25));
    await page.mouse.down();
    await page.mouse.move(...at(0.7, 0.25), { steps: 6 });
    await page.mouse.move(...at(0.45, 0.82), { steps: 8 });
    await page.mouse.up();
  }

  const readAs = (page: Page, digit: number): Promise<void> =>
    page.getByText(`Looks like a ${digit}, `).waitFor({ timeout: 30_000 });

  const points = async (page: Page): Promise<number> => Number(await page.locator('#loss').getAttribute('data-points'));

  async function pictures(page: Page): Promise<void> {
    if (!screenshots) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 375]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: path.join(screenshots, `${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    await page.setViewportSize({ width: 1280, height: 720 });
  }

  async function begin(page: Page, images: string, epochs: number): Promise<void> {
    await page.getByLabel('Images').selectOption(images);
    await page.getByLabel('Epochs').fill(String(epochs));
    await page.getByLabel('Batch size').selectOption('32');
    await page.getByRole('button', { name: /^Train/ }).click();
  }

  /** The curve moves while it trains. */
  async function watchCurve(page: Page): Promise<void> {
    await expect.poll(() => points(page), { timeout: 90_000 }).toBeGreaterThan(1);
    const path = await page.locator('#loss path.train').getAttribute('d');
    await expect
      .poll(() => page.locator('#loss path.train').getAttribute('d'), { timeout: 90_000, interval: 200 })
      .not.toBe(path);
    expect(await page.locator('#loss').getAttribute('aria-label')).toMatch(/^Loss by epoch: training \d\.\d{3}/);
  }

  async function loadSaved(page: Page, backend: string): Promise<void> {
    await page.reload();
    await page.getByText('Ready. Choose what to train with').waitFor({ timeout: 60_000 });
    await drawSeven(page);
    await page.getByText('Train or load a model first.').waitFor();
    await page.getByRole('radio', { name: backend }).check();
    await page.getByRole('button', { name: 'Load the saved one' }).click();
    await page.getByText('Loaded the saved model.').waitFor({ timeout: 60_000 });
    await readAs(page, 7);
  }

  /** Trains to the end, every task of the page's main thread watched from before the button is pressed. */
  async function trainWatched(
    page: Page,
    images: string,
    epochs: number,
    meanwhile: () => Promise<void>,
  ): Promise<void> {
    const ended = await watchMainThread(page);
    const start = performance.now();
    await begin(page, images, epochs);
    await meanwhile();
    await page.getByText(/Done: it reads \d+\.\d % of [\d,]+ test digits right/).waitFor({ timeout: 200_000 });
    const trained = performance.now() - start;
    const { longest, what, late, watched } = await ended();
    const backend = await page.locator('[name=backend]:checked').inputValue();
    console.log(
      `${backend}: ${(watched / 1000).toFixed(1)} s watched; the main thread's longest task worked ${longest.toFixed(1)} ms (${what}); ` +
        `by the clock 100 ms and more: ${late.map((time) => time.toFixed(0)).join(', ') || 'none'}.`,
    );
    expect(watched).toBeGreaterThan(0.9 * trained);
    expect(longest).toBeLessThan(100);
    // Others on the machine make a task wait, and training too: such tasks have the smaller part of its time.
    expect(late.reduce((sum, time) => sum + time, 0)).toBeLessThan(0.25 * trained);
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Save in this browser' }).click();
    await page.getByText('Saved in this browser.').waitFor({ timeout: 60_000 });
  }

  // One person's visits, one after the other: what wasm has learned is kept, and goes on on the GPUs.
  const errors: string[] = [];
  let context: BrowserContext;
  let downloaded: string;

  beforeAll(async () => {
    context = await browser.newContext({ acceptDownloads: true });
  });

  test('wasm: trains while the page stays free, reads a 7 that is drawn, and again from what was saved', async () => {
    const page = await opened(context, errors);
    await page.getByRole('radio', { name: 'WebAssembly' }).check();
    await trainWatched(page, '2000', 3, async () => {
      await watchCurve(page);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('Paused.').waitFor();
      await page.getByRole('button', { name: 'Go on' }).click();
    });

    const status = (await page.locator('#status').textContent())!;
    expect(Number(/reads ([\d.]+) %/.exec(status)![1])).toBeGreaterThan(80);
    expect(await page.locator('#loss circle').count()).toBe(3);
    expect(await page.locator('#filters canvas').count()).toBe(32);
    expect(await page.locator('#samples li').count()).toBe(20);
    expect(await page.locator('#samples li.right').count()).toBeGreaterThan(12);

    await drawSeven(page);
    await readAs(page, 7);
    await pictures(page);
    await save(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    downloaded = path.join(outDir, download.suggestedFilename());
    await download.saveAs(downloaded);
    await loadSaved(page, 'WebAssembly');
    await page.close();
  });

  for (const backend of ['WebGL', 'WebGPU'])
    test(`${backend}: trains while the page stays free, goes on from what was saved, and is read again after`, async () => {
      const page = await opened(context, errors);
      await page.getByRole('radio', { name: backend }).check();
      // In software a batch takes seconds: a small choice of images is trained on to the end.
      await page
        .getByLabel('Images')
        .locator('option')
        .first()
        .evaluate((option) => option.setAttribute('value', '64'));
      await trainWatched(page, '64', 2, () => watchCurve(page));
      await loadSaved(page, backend);
      await begin(page, '2000', 1);
      await expect.poll(() => points(page), { timeout: 90_000 }).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped after 0 whole epochs.').waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Clear' }).click();
      await drawSeven(page);
      await readAs(page, 7);
      await save(page);
      await loadSaved(page, backend);
      await page.close();
    });

  test('a digit drawn by keys alone, with a model from a file; what is no model is refused in a sentence', async () => {
    const page = await opened(context, errors);
    const file = page.locator('#file');
    await file.setInputFiles({ name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('hello') });
    await page
      .getByText('A model is a zip of model.json and weights.safetensors, or both of them; got notes.zip.')
      .waitFor();
    await file.setInputFiles(downloaded);
    await page.getByText('Loaded tenon-digits.zip.').waitFor();
    await page.getByRole('application', { name: 'Field to draw a digit' }).focus();
    const press = async (key: string, times: number): Promise<void> => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press('ArrowUp', 6);
    await press('Space', 1);
    expect(await page.locator('#pen').textContent()).toBe('Pen down.');
    await press('ArrowDown', 12);
    await press('Space', 1);
    expect(await page.locator('#pen').textContent()).toBe('Pen up.');
    await readAs(page, 1);
    await page.close();
  });

  test('wasm files that are not served are an error with its remedy, and training begins once they are', async () => {
    const page = await opened(context, []);
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'nothing here' }));
    await page.getByRole('radio', { name: 'WebAssembly' }).check();
    await begin(page, '2000', 1);
    await expect
      .poll(() => page.getByRole('alert').textContent(), { timeout: 60_000 })
      .toMatch(
        /^activate: http:\S+\.wasm could not be loaded; serve or copy tfjs-backend-wasm-simd\.wasm there, or say where it is: activate\(\{ wasmPaths \}\)\.$/,
      );
    expect(await page.locator('#status').textContent()).toBe('Training ended with an error.');
    await page.unroute('**/*.wasm');
    await begin(page, '2000', 1);
    await page.getByText(/Done: it reads .* wasm, /).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.close();
  });

  // V8 takes wasm's SIMD from SSE 4.1, which it can be told that a processor of Intel's kind has not.
  test.skipIf(process.arch !== 'x64')(
    'an engine without SIMD has wasm disabled, with the remedy beside it',
    async () => {
      const plain = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', ...gpus, '--js-flags=--no-enable-sse4-1'],
      });
      try {
        const page = await opened(await plain.newContext(), errors);
        expect(await page.getByRole('radio', { name: 'WebAssembly' }).isDisabled()).toBe(true);
        expect(await page.locator('#why-wasm').textContent()).toBe(
          'this engine has no WebAssembly SIMD; take the cpu backend, or Node 20, Chrome 91, Firefox 113, Safari 16.4 or later.',
        );
        expect(await page.getByRole('radio', { name: 'WebGL' }).isChecked()).toBe(true);
      } finally {
        await plain.close();
      }
    },
  );

  test('a task made long on purpose is seen by the watch', async () => {
    const page = await context.newPage();
    const ended = await watchMainThread(page);
    await page.evaluate(() => {
      const end = performance.now() + 1500;
      while (performance.now() < end);
    });
    const { longest, late } = await ended();
    expect(longest).toBeGreaterThan(100);
    expect(late.some((time) => time >= 1500)).toBe(true);
    await page.close();
  });

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([]);
  });
});
