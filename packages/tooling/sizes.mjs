// What an import costs in a browser, minified and gzipped, tfjs-core and other dependencies aside, against budgets.json.
// `{ "losses": { "*": 4000, "each": 2000, "hinge": 400 } }` in bytes: all together, each export by itself, and one whose budget
// is another; `app` is what the tutorial's CNN imports of all packages. A whole package counts with all it has; an import, and the app, with what is loaded at once: what stands behind `import()` comes when it is called for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { published } from './packages.mjs';
import { root } from './pnpm.mjs';

const budgets = JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8'));
const dist = (name) => JSON.stringify(path.join(root, 'packages', name, 'dist', 'index.js'));

const later = {
  name: 'later',
  setup: (build) =>
    build.onResolve({ filter: /./ }, ({ kind }) => (kind === 'dynamic-import' ? { external: true } : null)),
};

async function bundle(source, plugins) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: root },
    bundle: true,
    minifySyntax: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    packages: 'external',
    plugins,
    metafile: true,
    logLevel: 'error',
  });
  // The minifier of webpack and rollup; esbuild's own comes out 3 % larger.
  const { code } = await minify(outputFiles[0].text, { module: true, ecma: 2020 });
  return { text: code, ...Object.values(metafile.outputs)[0] };
}

/** Without the lines that import tfjs-core: an app's bundle has it inside, and has none of them. */
async function size(source, { plugins = [later], what, without = [] } = {}) {
  const { text, inputs } = await bundle(source, plugins);
  for (const part of without) {
    const found = Object.keys(inputs).find((file) => inputs[file].bytesInOutput > 0 && file.includes(part));
    if (found) fault(`${what} must not contain ${part}, but holds ${found}`);
  }
  return gzipSync(text.replaceAll(/import\{[^}]*\}from"@tensorflow\/tfjs-core";/g, ''), { level: 9 }).length;
}

let over = 0;
function fault(sentence) {
  over++;
  console.log(sentence);
}

function judge(what, bytes, budget) {
  const verdict =
    budget === undefined ? 'has no budget' : bytes > budget ? `over its budget of ${budget}` : `of ${budget}`;
  if (budget === undefined || bytes > budget) over++;
  console.log(`${what.padEnd(40)} ${String(bytes).padStart(6)} B ${verdict}`);
}

for (const { name } of published) {
  const { '*': whole, each, ...single } = budgets[name] ?? {};
  judge(name, await size(`export * from ${dist(name)}`, { plugins: [] }), whole);
  const units = each ? (await bundle(`export * from ${dist(name)}`, [])).exports : Object.keys(single);
  for (const unit of units) {
    judge(`${name}: ${unit}`, await size(`export { ${unit} } from ${dist(name)}`), single[unit] ?? each);
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

const imports = (parts) =>
  Object.entries(parts)
    .map(([name, units]) => `export { ${units.join(', ')} } from ${dist(name)};`)
    .join('\n');
judge('the tutorial’s CNN', await size(imports(budgets.app.imports)), budgets.app.size);
for (const [what, { size: budget, imports: parts, without }] of Object.entries(budgets.bundles)) {
  judge(what, await size(imports(parts), { what, without }), budget);
}
process.exit(over > 0 ? 1 : 0);
