// How this repository's pnpm is run where only Node and npm are there. Built-in modules alone: it runs before any install.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The root manifest. */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The command and its arguments that run the pnpm of `packageManager`: the one at work, or else one that npx brings. */
export function pnpm(...args) {
  const runner = process.env.npm_execpath ?? '';
  if (/pnpm\.[cm]?js$/.test(runner)) return [process.execPath, [runner, ...args]];
  const npx = ['--yes', manifest.packageManager, ...args];
  if (/npm-cli\.js$/.test(runner)) return [process.execPath, [path.join(path.dirname(runner), 'npx-cli.js'), ...npx]];
  return ['npx', npx];
}

/** What every command of ours runs with: nothing is asked and nothing is reported home. */
export const env = {
  ...process.env,
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
};
