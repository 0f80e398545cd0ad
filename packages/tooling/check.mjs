// `pnpm check`: everything but the tests. One check that fails does not keep the next from speaking.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run, turbo } from './setup.mjs';

const script = (name) => () =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`./${name}.mjs`, import.meta.url))], { stdio: 'inherit' }).status;

const checks = {
  'types, lint, publint, are-the-types-wrong': () =>
    turbo('build', 'types', 'lint', 'check', '--continue', '--output-logs=errors-only'),
  'unused files, exports and dependencies': () => run('exec', 'knip', '--no-config-hints'),
  manifests: script('manifests'),
  sizes: script('sizes'),
  'tarballs, alone and together': script('isolation'),
};

const failed = [];
for (const [name, check] of Object.entries(checks)) {
  console.log(`\n── ${name}`);
  if (check() !== 0) failed.push(name);
}
console.log(failed.length > 0 ? `\nFailed: ${failed.join('; ')}.` : '\nAll checks passed.');
process.exit(failed.length > 0 ? 1 : 0);
