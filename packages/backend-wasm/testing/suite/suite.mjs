import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = path.dirname(fileURLToPath(import.meta.url));
const home = (name) => path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/**
 * Runs tfjs-core's own test suite, as its package publishes it, on the wasm backend, in a process of its own.
 *
 * @param {{ stock?: boolean, relaxed?: boolean, threads?: number, only?: string }} options `stock` leaves tfjs's kernels as they
 *   are, `relaxed` and `threads` are `activate`'s, `only` is a text that the tests' names must contain.
 * @returns {Promise<{ passed: string[], failed: { name: string, why: string }[], jobs: number }>} Full names, why each failed, and
 *   how many pieces of work were shared among threads.
 */
export async function suite({ stock = false, relaxed = true, threads = 1, only = '' } = {}) {
  const core = home('@tensorflow/tfjs-core');
  const wasm = home('@tensorflow/tfjs-backend-wasm');
  const to = mkdtempSync(path.join(folder, '../../node_modules/.suite-'));
  try {
    const results = path.join(to, 'results.json');
    await build({
      entryPoints: [path.join(folder, 'main.mjs')],
      outdir: to,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      // Emscripten's glue and some tests are CommonJS.
      banner: {
        js: `import { createRequire } from 'node:module';
          const require = createRequire(import.meta.url), __dirname = import.meta.dirname;`,
      },
      mainFields: ['module', 'main'],
      external: ['jasmine-core'],
      alias: { '@tensorflow/tfjs-core': core, '@tensorflow/tfjs-backend-wasm': wasm },
      // tfjs-core's manifest calls its tests free of side effects.
      ignoreAnnotations: true,
      logLevel: 'error',
    });
    const options = { stock, relaxed, threads, only, results, wasmPaths: path.join(wasm, 'wasm-out/') };
    const { status, stderr } = spawnSync(process.execPath, [path.join(to, 'main.mjs'), JSON.stringify(options)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`suite: its process ended with ${status}.\n${stderr.slice(-2000)}`);
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    rmSync(to, { recursive: true, force: true });
  }
}
