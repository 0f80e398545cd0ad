import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

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
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
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

  const longestTask = (page: Page): Promise<number> =>
    page.evaluate(() => Math.max(0, ...(globalThis as any).longTasks));

  const forgetLongTasks = (page: Page): Promise<void> =>
    page.evaluate(() => {
      (globalThis as any).longTasks.length = 0;
    });

  /** Two seconds in which no task of the page is long: where the GPU is software, some wait for a core. */
  const staysFree = (page: Page): Promise<void> =>
    expect
      .poll(
        async () => {
          await forgetLongTasks(page);
          await page.waitForTimeout(2000);
          return longestTask(page);
        },
        { timeout: 60_000, interval: 0 },
      )
      .toBeLessThan(100);

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

  // Again, where other programs on the machine made a task of the page long.
  test('wasm: trains while the page stays free, reads a 7 that is drawn, and again from what was saved', {
    retry: 8,
  }, async () => {
    const page = await opened(context, errors);
    await page.getByRole('radio', { name: 'WebAssembly' }).check();
    // A task made long on purpose comes into the list; the list itself, which the observer keeps, is emptied then.
    await page.evaluate(() => {
      setTimeout(() => {
        const end = performance.now() + 120;
        while (performance.now() < end);
      });
    });
    await expect.poll(() => longestTask(page), { timeout: 10_000 }).toBeGreaterThanOrEqual(100);
    await forgetLongTasks(page);
    await begin(page, '2000', 3);
    await watchCurve(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused.').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(/Done: it reads \d+\.\d % of 2,000 test digits right/).waitFor({ timeout: 120_000 });
    expect(await longestTask(page)).toBeLessThan(100);

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
      // In software a batch takes seconds: the first of the curve are enough, and once more below.
      await begin(page, '2000', 1);
      await expect.poll(() => points(page), { timeout: 90_000 }).toBeGreaterThan(0);
      await staysFree(page);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped after 0 whole epochs.').waitFor({ timeout: 60_000 });
      await loadSaved(page, backend);
      await begin(page, '2000', 1);
      await watchCurve(page);
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

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([]);
  });
});
