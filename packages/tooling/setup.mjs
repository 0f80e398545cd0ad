// What `npm start` and `npm test` do first, on a machine where only Node and npm are there. Built-in modules alone.
import { spawnSync } from 'node:child_process';
import { env, manifest, pnpm, root } from './pnpm.mjs';

/** Runs pnpm in the repository's folder; its exit status. */
export function run(...args) {
  const [command, rest] = pnpm(...args);
  const { status, signal, error } = spawnSync(command, rest, { cwd: root, stdio: 'inherit', env });
  if (error) console.error(`${command} could not be run: ${error.message}`);
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

/** Runs turbo; its exit status. */
export const turbo = (...args) => run('exec', 'turbo', ...(process.stdout.isTTY ? [] : ['--no-color']), 'run', ...args);

/** Installs what the lockfile says and builds what `filter` names; its exit status. */
export function setUp(...filter) {
  const wanted = manifest.engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    console.error(
      `Tenon needs Node ${wanted.join('.')} or newer, and this is ${process.version}. Get it from https://nodejs.org.`,
    );
    return 1;
  }
  console.log('Installing and building, which takes a minute or two the first time.');
  return (
    run('install', '--frozen-lockfile', '--config.confirmModulesPurge=false') ||
    turbo('build', '--output-logs=errors-only', '--concurrency=100%', ...filter)
  );
}
