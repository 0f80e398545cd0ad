// What an import costs in a browser, minified and gzipped, tfjs-core and other dependencies aside, against budgets.json.
// `{ "losses": { "*": 4000, "hinge": 400 } }` in bytes; `app` is what the tutorial's CNN imports of all packages.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { published } from './packages.mjs';
import { root } from './pnpm.mjs';

const budgets = JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8'));
const dist = (name) => JSON.stringify(path.join(root, 'packages', name, 'dist', 'index.js'));

async function size(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    packages: 'external',
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

let over = 0;
function judge(what, bytes, budget) {
  const verdict =
    budget === undefined ? 'has no budget' : bytes > budget ? `over its budget of ${budget}` : `of ${budget}`;
  if (budget === undefined || bytes > budget) over++;
  console.log(`${what.padEnd(40)} ${String(bytes).padStart(6)} B ${verdict}`);
}

for (const { name } of published) {
  const { '*': whole, ...single } = budgets[name] ?? {};
  judge(name, await size(`export * from ${dist(name)}`), whole);
  for (const [unit, budget] of Object.entries(single)) {
    judge(`${name}: ${unit}`, await size(`export { ${unit} } from ${dist(name)}`), budget);
  }
}

// The kernels' binaries, as base64 in modules of their own, of which an engine loads one.
let binaries = 0;
for (const name of ['plain', 'relaxed']) {
  const bytes = gzipSync(readFileSync(path.join(root, 'packages/backend-wasm/dist/binaries', `${name}.js`))).length;
  console.log(`backend-wasm: ${name} SIMD`.padEnd(40), String(bytes).padStart(6), 'B');
  binaries += bytes;
}
judge('backend-wasm: both', binaries, budgets.binaries);

const app = Object.entries(budgets.app.imports).map(
  ([name, units]) => `export { ${units.join(', ')} } from ${dist(name)};`,
);
judge('the tutorial’s CNN', await size(app.join('\n')), budgets.app.size);
process.exit(over > 0 ? 1 : 0);
