#!/usr/bin/env node
// The checks of one published package, run in its folder after its build: its tarball under publint and
// are-the-types-wrong, and that no import of a private package is left in what is published.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm } from './pnpm.mjs';

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));

function fail(reason) {
  console.error(`${name}: ${reason}`);
  process.exit(1);
}

/** Runs a command; what it printed is shown where it fails. */
function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) fail(`${args.join(' ')} failed.\n${error?.message ?? ''}${stdout}${stderr}`);
}

/** Runs a command of one of our dependencies, found by its folder: a package need not export its package.json. */
function bin(dependency, command, ...args) {
  const folder = fileURLToPath(new URL(`./node_modules/${dependency}`, import.meta.url));
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  run(process.execPath, [path.join(folder, typeof bin === 'string' ? bin : bin[command]), ...args]);
}

if (!existsSync('dist/index.js')) fail('dist/index.js is missing; build first.');

const left = readdirSync('dist', { recursive: true })
  .filter((file) => /\.(js|d\.ts)$/.test(file))
  .filter((file) =>
    /(from\s*|import\s*\(?\s*)['"]@tenonjs\/(contracts|internal|testing|tooling)/.test(
      readFileSync(path.join('dist', file), 'utf8'),
    ),
  );
if (left.length > 0) fail(`imports of private packages are left in ${left.join(', ')}.`);

const folder = mkdtempSync(path.join(tmpdir(), 'tenon-pack-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
run(...pnpm('pack', '--pack-destination', folder));
const [file] = readdirSync(folder);
bin('publint', 'publint', path.join(folder, file), '--strict');
bin(
  '@arethetypeswrong/cli',
  'attw',
  path.join(folder, file),
  '--profile',
  'esm-only',
  '--format',
  'ascii',
  '--no-emoji',
);
