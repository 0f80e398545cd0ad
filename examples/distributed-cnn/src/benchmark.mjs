/**
 * Images a second of one rank and of two, by turns: `npm run benchmark -- [--engine mpi|threads] [--turns 5]`.
 *
 * Two ranks share the batch of one (strong scaling), or each has as much as one (weak scaling).
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { engine: { type: 'string', default: 'mpi' }, turns: { type: 'string', default: '5' } },
});
const program = [process.execPath, path.join(import.meta.dirname, 'main.mjs'), '--limit', '6400', '--epochs', '3'];
const cases = {
  '1 rank, 128': [1, 128],
  '2 ranks, 64 each': [2, 128],
  '2 ranks, 128 each': [2, 256],
};

function imagesPerSecond(ranks, batchSize) {
  const given = [...program, '--batch-size', String(batchSize)];
  const [command, ...args] =
    values.engine === 'threads'
      ? [...given, '--threads', String(ranks)]
      : ['mpirun', '-np', String(ranks), '--bind-to', 'none', '--oversubscribe', ...given];
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' },
  });
  const found = /(\d+) images\/s/.exec(stdout)?.[1];
  if (found === undefined) throw new Error(`${command} must print images/s, got ${stdout}${stderr}`);
  return Number(found);
}

const seen = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let turn = 0; turn < Number(values.turns); turn++) {
  for (const [name, [ranks, batchSize]] of Object.entries(cases)) seen[name].push(imagesPerSecond(ranks, batchSize));
  console.log(
    Object.entries(seen)
      .map(([name, speeds]) => `${name}: ${speeds.at(-1)}`)
      .join('   '),
  );
}
const median = (speeds) => speeds.toSorted((a, b) => a - b)[speeds.length >> 1];
const [one] = Object.values(seen).map(median);
for (const [name, speeds] of Object.entries(seen))
  console.log(`${name}: median ${median(speeds)} images/s, ${(median(speeds) / one).toFixed(2)} times`);
