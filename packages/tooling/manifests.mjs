// What the manifests of published packages must say, beyond what publint asks.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { published } from './packages.mjs';
import { manifest as house } from './pnpm.mjs';

const core = ['activations', 'losses', 'metrics', 'optimizers', 'layers', 'datasets', 'models', 'gradients'];
/** What a package exports beside all of it. */
const parts = { 'backend-wasm': ['modular'] };
const entry = (name) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
const faults = [];
for (const { name, folder, manifest } of published) {
  const must = (holds, what) => holds || faults.push(`${manifest.name}: ${what}`);
  const same = (field, value) =>
    must(
      isDeepStrictEqual(manifest[field], value),
      `${field} must be ${JSON.stringify(value)}, got ${JSON.stringify(manifest[field])}.`,
    );
  same('name', `@tenonjs/${name}`);
  same('version', published[0].manifest.version);
  same('license', house.license);
  same('type', 'module');
  same('sideEffects', false);
  same('engines', house.engines);
  same('exports', {
    '.': entry('index'),
    ...Object.fromEntries((parts[name] ?? []).map((part) => [`./${part}`, entry(part)])),
    './package.json': './package.json',
  });
  must(manifest.files?.[0] === 'dist', 'files must begin with dist.');
  must(manifest.description && manifest.keywords?.length > 0, 'description and keywords are missing.');
  const readme = path.join(folder, 'README.md');
  const install = `npm install ${manifest.name}`;
  must(existsSync(readme) && readFileSync(readme, 'utf8').includes(install), `README.md must say \`${install}\`.`);
  if (core.includes(name)) {
    same('peerDependencies', { '@tensorflow/tfjs-core': '^4.22.0' });
    must(
      !manifest.dependencies && !manifest.optionalDependencies,
      'a core package has one dependency, the peer tfjs-core.',
    );
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
