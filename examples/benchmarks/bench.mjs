// Milliseconds a training step, side by side. Each library runs in a process of its own; they take turns, round after
// round, so that a machine that slows down slows them all, and the median round counts.
//
//     pnpm bench [models | layers | workload …] [--rounds 5] [--seconds 0.7] [--libraries tenon,pytorch] [--threads 1]
//                [--clock cpu]
//
// `--clock cpu` counts the processor's time instead of the wall clock's, on a machine that has other things to do. With more
// threads than one, Tenon is measured on one thread too. A table, then a JSON line for each measurement:
// {"workload", "library", "backend", "threads", "ms_per_step"}.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const models = ['cnn-b32', 'cnn-b128', 'mlp-b128', 'rnn-t20-b32', 'lstm-t20-b32', 'gru-t20-b32', 'encoder-t32-b32'];
const families = JSON.parse(readFileSync(new URL('./libraries/families.json', import.meta.url), 'utf8'));
const layers = Object.keys(families).flatMap((family) => [`${family}-forward`, `${family}-step`]);
const workloads = [...models, ...layers];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '0.7' },
    libraries: { type: 'string', default: 'tenon,tfjs-layers,jax-js,pytorch' },
    threads: { type: 'string', default: '1' },
    clock: { type: 'string', default: 'wall' },
  },
});
const rounds = Number(values.rounds);
const groups = { models, layers };
const chosen = (positionals.length > 0 ? positionals : ['models', 'layers']).flatMap((name) => groups[name] ?? [name]);
const unknown = chosen.find((workload) => !workloads.includes(workload));
if (unknown)
  throw new RangeError(`bench: workload must be models, layers or one of ${workloads.join(', ')}, got "${unknown}".`);
const wanted = values.libraries.split(',');

const threads = Number(values.threads);
if (!(Number.isInteger(threads) && threads > 0)) {
  throw new RangeError(`bench: threads must be a positive integer, got "${values.threads}".`);
}

/** Where every library finds how many threads it has. */
const environment = (threads) => ({
  ...process.env,
  BENCH_CLOCK: values.clock,
  BENCH_THREADS: threads,
  OPENBLAS_NUM_THREADS: threads,
  OMP_NUM_THREADS: threads,
  MKL_NUM_THREADS: threads,
});
const script = (name) => fileURLToPath(new URL(`./libraries/${name}`, import.meta.url));
const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import torch']).status === 0,
);

/** A library in its process: `ask('cnn-b32', 20)` runs 20 steps and gives milliseconds, or why it cannot. */
function library(name, backend, command, args, threads) {
  const child = spawn(command, args, { env: environment(threads), stdio: 'pipe' });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { done, value } = await lines.next();
    return done ? { skipped: errors.match(/^\w*Error.*$/m)?.[0] ?? 'its process ended' } : JSON.parse(value);
  };
  return {
    name,
    backend,
    threads,
    /** What the library says of itself. */
    hello: next(),
    ask(workload, steps) {
      child.stdin.write(`${JSON.stringify({ workload, steps })}\n`);
      return next();
    },
    end: () => child.stdin.end(),
  };
}

const libraries = [
  ['tenon', 'wasm', process.execPath, [script('tenon.mjs')], threads],
  ...(threads > 1 ? [['tenon', 'wasm', process.execPath, [script('tenon.mjs')], 1]] : []),
  ['tfjs-layers', 'wasm', process.execPath, [script('tfjs-layers.mjs'), 'wasm'], 1],
  ['tfjs-layers', 'wasm with Tenon’s kernels', process.execPath, [script('tfjs-layers.mjs'), 'wasm', 'tenon'], 1],
  ['tfjs-layers', 'cpu', process.execPath, [script('tfjs-layers.mjs'), 'cpu'], 1],
  ['jax-js', 'wasm', process.execPath, [script('jax-js.mjs')], 1],
  ['pytorch', 'cpu', python, [script('pytorch.py')], threads],
]
  .filter(([name, , command]) => wanted.includes(name) && command)
  .map((contestant) => library(...contestant));
if (!python && wanted.includes('pytorch')) console.log('PyTorch is skipped: no python3 here has torch.');

console.log(`${cpus()[0]?.model}, Node ${process.version}, ${values.clock} time, median of ${rounds} rounds`);
const called = ({ name, backend, threads }) => `${name} ${backend}${threads > 1 ? ` ×${threads}` : ''}`;
for (const entry of libraries) {
  const { version, skipped } = await entry.hello;
  console.log(`${called(entry)}: ${version ?? skipped}`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const show = (ms) => (ms === undefined ? 'cannot' : ms.toPrecision(3));
const ratio = (a, b) => (a === undefined || b === undefined ? '–' : `${(a / b).toPrecision(3)}×`);

const titles = [
  'ms a step',
  ...libraries.map(called),
  ...(threads > 1 ? [`tenon ×1 ÷ ×${threads}`] : []),
  'pytorch ÷ tenon',
  'tfjs-layers ÷ tenon',
];
console.log(`\n| ${titles.join(' | ')} |\n|${' --- |'.repeat(titles.length)}`);

const measured = [];
const cannot = new Map();
for (const workload of chosen) {
  const contestants = [];
  for (const entry of libraries) {
    // Builds the model and takes the steps that no one counts; more of them where they are short.
    let first = await entry.ask(workload, 1);
    if (first.ms < 500) first = await entry.ask(workload, 3);
    if (first.skipped) cannot.set(`${called(entry)}: ${workload}`, first.skipped);
    else
      contestants.push({ entry, times: [], steps: Math.max(1, Math.round((Number(values.seconds) * 1e3) / first.ms)) });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { entry, times, steps } of contestants) {
      // What takes seconds a step is known well enough after two.
      if (round < 2 || times[0] < 2000) times.push((await entry.ask(workload, steps)).ms);
    }
  }
  for (const { entry, times } of contestants) {
    measured.push({
      workload,
      library: entry.name,
      backend: entry.backend,
      threads: entry.threads,
      ms_per_step: Number(median(times).toPrecision(4)),
    });
  }
  const of = (name, backend, threads) =>
    measured.find(
      (m) => m.workload === workload && m.library === name && m.backend === backend && m.threads === threads,
    )?.ms_per_step;
  const tenon = of('tenon', 'wasm', threads);
  const cells = [
    ...libraries.map(({ name, backend, threads }) => show(of(name, backend, threads))),
    ...(threads > 1 ? [ratio(of('tenon', 'wasm', 1), tenon)] : []),
    ratio(of('pytorch', 'cpu', threads), tenon),
    ratio(of('tfjs-layers', 'wasm', 1) ?? of('tfjs-layers', 'cpu', 1), tenon),
  ];
  console.log(`| ${[workload, ...cells].join(' | ')} |`);
}
for (const { end } of libraries) end();

console.log();
for (const [what, why] of cannot) console.log(`${what} cannot run: ${why}`);
for (const line of measured) console.log(JSON.stringify(line));
