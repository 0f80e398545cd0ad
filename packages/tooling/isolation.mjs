// The tarball jobs. Every published package is packed as for the registry, and then
//   alone:    installed beside tfjs-core, its peers and one backend in an empty folder: imported, required, type-checked strictly,
//             and used, by isolation/<package>.ts and by its README's programs;
//   together: all of them installed in one folder, and used by isolation/together.ts.
// `node isolation.mjs layers together` runs some of it. Build first.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { published } from './packages.mjs';
import { env, manifest, pnpm, root } from './pnpm.mjs';

const versions = Object.fromEntries(
  [...readFileSync(path.join(root, 'pnpm-workspace.yaml'), 'utf8').matchAll(/^ {2}"?([@\w/-]+)"?: (\d\S*)$/gm)].map(
    ([, name, version]) => [name, version],
  ),
);
/** As strict as a user may be; tfjs-core's own declarations hold under TypeScript 5.9. */
const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

const temporary = mkdtempSync(path.join(tmpdir(), 'tenon-isolation-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

/** Runs a command; rejects with what it printed where it fails. */
const run = (command, args, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${path.basename(command)} ${args.join(' ')} failed.\n${output}`)),
    );
  });

async function pack({ folder, name }) {
  const destination = path.join(temporary, 'tarballs', name);
  mkdirSync(destination, { recursive: true });
  const [command, args] = pnpm('pack', '--pack-destination', destination);
  await run(command, args, folder);
  return `file:${path.join(destination, readdirSync(destination)[0])}`;
}

const transpile = (text) =>
  ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
    .outputText;

/** An empty folder with these dependencies installed, programs type-checked, transpiled and run in it. */
async function tryOut(name, dependencies, programs) {
  const folder = path.join(temporary, name);
  mkdirSync(folder, { recursive: true });
  const write = (file, text) =>
    writeFileSync(path.join(folder, file), typeof text === 'string' ? text : JSON.stringify(text));
  write('package.json', { private: true, type: 'module', dependencies });
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel=error'],
    folder,
  );

  for (const [file, text] of Object.entries(programs)) {
    write(`${file}.ts`, text);
    write(`${file}.js`, transpile(text));
  }
  write('tsconfig.json', { compilerOptions, files: Object.keys(programs).map((file) => `${file}.ts`) });
  const tsc = path.join(path.dirname(ts.sys.getExecutingFilePath()), 'tsc.js');
  await run(process.execPath, [tsc, '--pretty', 'false'], folder);
  for (const file of Object.keys(programs)) await run(process.execPath, [`${file}.js`], folder);
  return folder;
}

const ours = (file) =>
  existsSync(new URL(`./isolation/${file}.ts`, import.meta.url))
    ? { [file]: readFileSync(new URL(`./isolation/${file}.ts`, import.meta.url), 'utf8') }
    : {};

/** The packages that a README tells its reader to install. */
const installs = (readme) =>
  [...readme.matchAll(/^npm install ([^#\n]+)/gm)]
    .flatMap(([, names]) => names.trim().split(/\s+/))
    .filter((name) => versions[name]);

/** The packages of ours that a package asks its user to install beside it. */
const peers = ({ manifest }) =>
  published.filter((entry) => Object.hasOwn(manifest.peerDependencies ?? {}, entry.manifest.name));

async function alone({ name, manifest, folder }, tarball) {
  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const dependencies = {
    [manifest.name]: tarball,
    ...Object.fromEntries(peers({ manifest }).map((entry) => [entry.manifest.name, tarballs[entry.name]])),
    '@tensorflow/tfjs-core': versions['@tensorflow/tfjs-core'],
    ...Object.fromEntries(installs(readme).map((name) => [name, versions[name]])),
    // Packages made for Node are used with its types.
    ...(name === 'node' || name === 'vis' ? { '@types/node': versions['@types/node'] } : {}),
    // A backend package brings its own.
    ...(name.startsWith('backend-')
      ? {}
      : { '@tensorflow/tfjs-backend-cpu': versions['@tensorflow/tfjs-backend-cpu'] }),
  };
  const at = await tryOut(name, dependencies, ours(name));

  const load = `
    import { createRequire } from 'node:module';
    import * as imported from '${manifest.name}';
    const required = createRequire(import.meta.url)('${manifest.name}');
    for (const key of Object.keys(imported)) if (imported[key] !== required[key]) throw new Error(key + ' differs when required.');`;
  const programs = [load, ...[...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code)];
  for (const [i, code] of programs.entries()) {
    const file = i === 0 ? 'load.js' : `readme-${i}.js`;
    writeFileSync(path.join(at, file), transpile(code));
    await run(process.execPath, [file], at);
  }
}

/** All packages in one folder; the program runs under the oldest Node that is supported and a new one, too. */
async function together(tarballs) {
  const dependencies = {
    ...Object.fromEntries(published.map(({ name, manifest }) => [manifest.name, tarballs[name]])),
    '@tensorflow/tfjs-core': versions['@tensorflow/tfjs-core'],
    '@types/node': versions['@types/node'],
  };
  const at = await tryOut('together', dependencies, ours('together'));
  for (const version of [manifest.engines.node.replace(/\D+/, ''), '24']) {
    await run('npx', ['--yes', `node@${version}`, 'together.js'], at);
  }
}

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const asked = published.filter(({ name }) => isWanted(name) || isWanted('together'));
const needed = [...new Set([...asked, ...asked.flatMap(peers)])];

/** Runs jobs, two at a time. */
async function inPairs(jobs) {
  const queue = [...jobs];
  await Promise.all(
    [0, 1].map(async () => {
      for (let job = queue.shift(); job; job = queue.shift()) await job();
    }),
  );
}

const tarballs = {};
let failed = 0;
const report = (title, job) => async () => {
  const start = performance.now();
  try {
    await job();
    console.log(`ok      ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`failed  ${title}\n${error.message}`);
  }
};
await inPairs(
  needed.map((entry) => async () => {
    tarballs[entry.name] = await pack(entry);
  }),
);
await inPairs([
  ...needed
    .filter(({ name }) => isWanted(name))
    .map((entry) => report(`alone: ${entry.name}`, () => alone(entry, tarballs[entry.name]))),
  ...(isWanted('together') ? [report('together', () => together(tarballs))] : []),
]);
process.exit(failed > 0 ? 1 : 0);
