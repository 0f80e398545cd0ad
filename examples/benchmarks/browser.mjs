// What the fused kernels gain on a GPU, in headless Chromium: the CNN's step, and its optimizer's, with and without them.
//
//     node browser.mjs [webgl|webgpu] [--batch-size 32] [--rounds 9] [--steps 2] [--gpu]
//
// Software's GPU (SwiftShader) unless --gpu takes the machine's. The variants take turns, round after round; the median counts, or the least where the
// machine has other work.
// A table, then a JSON line for each measurement: {"backend", "of", "variant", "ms", "least", "programs"}.
import { createServer } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'batch-size': { type: 'string', default: '32' },
    rounds: { type: 'string', default: '9' },
    steps: { type: 'string', default: '2' },
    gpu: { type: 'boolean' },
  },
});
const [backend = 'webgl'] = positionals;
if (!['webgl', 'webgpu'].includes(backend))
  throw new RangeError(`browser: backend must be webgl or webgpu, got "${backend}".`);

const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'libraries/page.mjs')],
  alias: { '@tenonjs/backend-webgl': `@tenonjs/backend-${backend}` },
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'page',
  target: 'es2022',
  write: false,
});
// WebGPU asks for a page of a server's.
const server = createServer((_, response) => response.end('<!doctype html>')).listen(0);
const software = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', ...(values.gpu ? [] : software)],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  await page.addScriptTag({ content: outputFiles[0].text });
  const { description, rows, kernels } = await page.evaluate((options) => globalThis.page.measure(options), {
    batchSize: Number(values['batch-size']),
    rounds: Number(values.rounds),
    steps: Number(values.steps),
  });
  console.log(`Chromium ${browser.version()}, ${description}, batches of ${values['batch-size']}\n`);
  console.log('| | kernels | ms, median | least | programs |\n| --- | --- | --- | --- | --- |');
  for (const { of, variant, ms, least, programs } of rows)
    console.log(`| ${of} | ${variant} | ${ms.toFixed(1)} | ${least.toFixed(1)} | ${programs} |`);
  console.log('\n| kernel of a step | calls | programs | ms, alone |\n| --- | --- | --- | --- |');
  for (const { kernel, calls, programs, ms } of kernels)
    console.log(`| ${kernel} | ${calls} | ${programs} | ${backend === 'webgl' ? ms.toFixed(1) : ''} |`);
  console.log();
  for (const row of rows) console.log(JSON.stringify({ backend, ...row }));
} finally {
  await browser.close();
  server.close();
}
