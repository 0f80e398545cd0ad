// `npm start`: everything from a fresh clone to the tutorial's CNN learning MNIST. Arguments are the example's:
// `npm start -- --epochs 1 --limit 5000`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { root } from './pnpm.mjs';
import { setUp } from './setup.mjs';

const example = path.join(root, 'examples', 'mnist-cnn');
const { name, scripts } = JSON.parse(readFileSync(path.join(example, 'package.json'), 'utf8'));

const status = setUp(`--filter=${name}...`);
if (status !== 0) process.exit(status);

// One Ctrl-C arrives here twice, from the terminal and from npm, and must reach the training once: it stands in a
// process group of its own and gets its signals from here.
const training = spawn(
  process.execPath,
  [...scripts.start.replace(/^node /, '').split(' '), ...process.argv.slice(2)],
  {
    cwd: example,
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  },
);
let last = Number.NEGATIVE_INFINITY;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (performance.now() - last < 500) return;
    last = performance.now();
    if (process.platform !== 'win32') training.kill(signal);
  });
}
training.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
