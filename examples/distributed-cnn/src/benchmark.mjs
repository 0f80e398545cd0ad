/** Images a second of one rank and of two, by turns, five times each: `npm run benchmark -- [--engine threads]`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const threads = process.argv.includes('threads');
const main = path.join(import.meta.dirname, 'main.mjs');
const program = [process.execPath, main, '--limit', '12800', '--epochs', '3'];

function imagesPerSecond(ranks) {
  const [command, ...args] = threads
    ? [...program, '--threads', String(ranks)]
    : ['mpirun', '-np', String(ranks), '--bind-to', 'none', '--oversubscribe', ...program];
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' },
  });
  const found = /(\d+) images\/s/.exec(stdout)?.[1];
  if (found === undefined) throw new Error(`${command} must print images/s, got ${stdout}${stderr}`);
  return Number(found);
}

const [one, two] = [[], []];
for (let turn = 0; turn < 5; turn++) {
  one.push(imagesPerSecond(1));
  two.push(imagesPerSecond(2));
  console.log(`1 rank ${one.at(-1)}, 2 ranks ${two.at(-1)} images/s`);
}
const median = (values) => values.sort((a, b) => a - b)[2];
console.log(
  `Medians: 1 rank ${median(one)}, 2 ranks ${median(two)} images/s, ${(median(two) / median(one)).toFixed(2)} times`,
);
