// Builds the apps by four bundlers, opens each in Chromium, and counts the JavaScript that the page loads, gzipped.
// `--write` puts the table into this README and the project's.
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import * as esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

const here = import.meta.dirname;
const { resolve } = createRequire(import.meta.url);
const wasm = [
  resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'),
  ...['plain', 'relaxed'].map((name) =>
    path.join(path.dirname(resolve('@tenonjs/backend-wasm/package.json')), `dist/binaries/${name}.wasm`),
  ),
];

/** Each writes main.js and its chunks into a folder. */
export const bundlers = {
  esbuild: (entry, outdir) =>
    esbuild.build({
      entryPoints: { main: entry },
      outdir,
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      external: ['fs', 'path', 'worker_threads', 'perf_hooks', 'os', 'crypto'],
      logLevel: 'error',
    }),
  vite: (entry, outDir) =>
    vite.build({
      configFile: false,
      root: here,
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        modulePreload: false,
        rollupOptions: { input: entry, output: { entryFileNames: 'main.js' } },
      },
    }),
  rollup: async (entry, dir) => {
    const bundle = await rollup({
      input: { main: entry },
      plugins: [nodeResolve({ browser: true }), commonjs(), terser({ module: true })],
      onwarn: () => {},
    });
    await bundle.write({ dir, format: 'es', sourcemap: false });
    await bundle.close();
  },
  webpack: async (entry, folder) => {
    const stats = await promisify(webpack)({
      mode: 'production',
      entry,
      output: { path: folder, filename: 'main.js', module: true, chunkFormat: 'module', publicPath: '/' },
      experiments: { outputModule: true, topLevelAwait: true },
      target: ['web', 'es2022'],
      performance: false,
      resolve: {
        fallback: { fs: false, path: false, worker_threads: false, perf_hooks: false, os: false, crypto: false },
      },
    });
    if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
  },
};

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves a folder, and the binaries beside it as they are in their packages. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url, 'http://localhost').pathname);
    if (name === '') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><script type="module" src="/main.js"></script>');
      return;
    }
    const found = [...find(folder), ...wasm].find((file) => path.basename(file) === name);
    response.writeHead(found ? 200 : 404, { 'Content-Type': types[path.extname(name)] ?? 'text/plain' });
    if (found) createReadStream(found).pipe(response);
    else response.end();
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

const find = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => path.extname(file));

const packed = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const sum = (values) => values.reduce((a, b) => a + b, 0);

/** The title that the app sets when it is done, and the JavaScript that the page loaded until then. */
async function visit(browser, folder) {
  const { url, close } = await serve(folder);
  const page = await browser.newPage();
  try {
    const loaded = new Set();
    page.on('response', (response) => {
      const name = path.basename(new URL(response.url()).pathname);
      if (name.endsWith('.js')) loaded.add(name);
    });
    const broken = new Promise((_, reject) => page.once('pageerror', reject));
    broken.catch(() => {});
    await page.goto(url);
    const done = page.waitForFunction(() => document.title.startsWith('loss'), null, { timeout: 60_000 });
    done.catch(() => {});
    await Promise.race([done, broken]);
    return { title: await page.title(), loaded };
  } finally {
    await page.close();
    close();
  }
}

/** Gzipped bytes of JavaScript that an app's page loads, and of all its files. */
export async function measure(browser, app, bundler) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenon-bundle-'));
  try {
    await bundlers[bundler](path.join(here, 'src', `${app}.js`), folder);
    const { title, loaded } = await visit(browser, folder);
    const scripts = find(folder).filter((file) => file.endsWith('.js'));
    return {
      title,
      loaded: sum(scripts.filter((file) => loaded.has(path.basename(file))).map(packed)),
      all: sum(scripts.map(packed)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const executablePath = '/usr/bin/chromium';
export const hasChromium = existsSync(executablePath);
export const launch = () => chromium.launch({ executablePath, args: ['--no-sandbox'] });

const kib = (bytes) => (bytes / 1024).toFixed(1);

if (process.argv[1] === import.meta.filename) {
  const browser = await launch();
  const row = async (app, bundler) => {
    const got = await measure(browser, app, bundler);
    console.log(app, bundler, got);
    return got;
  };
  const lines = ['| KiB, gzipped | Tenon | with the kernels it uses | tfjs-layers |', '| --- | ---: | ---: | ---: |'];
  for (const bundler of Object.keys(bundlers)) {
    const { loaded } = await row('tenon', bundler);
    const modular = await row('tenonModular', bundler);
    // Of tfjs-layers' apps one does not start; of Tenon's each has to.
    const other = await row('tfjsLayers', bundler).catch(({ message }) => ({ message }));
    const cells = [loaded, modular.loaded, other.loaded].map((bytes) => (bytes ? kib(bytes) : '–'));
    lines.push(`| ${[bundler, ...cells].join(' | ')} |`);
  }
  await browser.close();
  console.log(lines.join('\n'));
  if (process.argv.includes('--write')) {
    for (const readme of ['README.md', '../../README.md'].map((file) => path.join(here, file))) {
      const text = readFileSync(readme, 'utf8');
      writeFileSync(readme, text.replace(/(<!-- table -->\n)[\s\S]*(<!-- end -->)/, `$1\n${lines.join('\n')}\n\n$2`));
    }
  }
}
