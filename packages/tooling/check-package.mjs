#!/usr/bin/env node
// The checks of one published package, run in its folder after its build: publint, are-the-types-wrong, and that no
// import of a private package is left in what is published.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** The path of a package's command, from its manifest. */
function command(name, bin) {
  const file = require.resolve(`${name}/package.json`);
  return path.join(path.dirname(file), JSON.parse(readFileSync(file, 'utf8')).bin[bin]);
}

const left = readdirSync('dist', { recursive: true })
  .filter((file) => /\.(js|d\.ts)$/.test(file))
  .filter((file) => /(from\s*|import\s*\(?\s*)['"]@tenonjs\/(contracts|internal|testing|tooling)/.test(readFileSync(path.join('dist', file), 'utf8')));
if (left.length > 0) {
  console.error(`${manifest.name}: imports of private packages are left in ${left.join(', ')}.`);
  process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'tenon-pack-'));
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const tarball = path.join(folder, filename);
  execFileSync(process.execPath, [command('publint', 'publint'), tarball, '--strict'], { stdio: 'inherit' });
  execFileSync(process.execPath, [command('@arethetypeswrong/cli', 'attw'), tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'], { stdio: 'inherit' });
} catch {
  process.exit(1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
