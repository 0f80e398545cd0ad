// What data cost on their way to training.
//
//     node data.mjs                pipeline, then csv
//     node data.mjs pipeline 7     the CNN at batch 32: fed by a pipeline, and from arrays in memory, in so many turns
//     node data.mjs csv 1000       a CSV file of so many megabytes, written here and read: speed, and the most memory in use
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const ways = [
  'in memory',
  'pipeline: shuffle, batch, prefetch',
  'pipeline: shuffle, batch, map bytes to floats, prefetch',
];

/** Trains the CNN at batch 32, fed in one of the ways: milliseconds a step. */
async function feed(way, samples = 2048, epochs = 4) {
  const { activate } = await import('@tenonjs/backend-wasm');
  const { pipeline, rescale } = await import('@tenonjs/datasets');
  const { sparseCategoricalCrossentropy } = await import('@tenonjs/losses');
  const { sequential } = await import('@tenonjs/models');
  const { adam } = await import('@tenonjs/optimizers');
  const { cnn } = await import('./cnn.mjs');
  const { description } = await activate();

  const noise = (i) => Math.imul(i + 1, 2654435761) >>> 24;
  const bytes = { data: Uint8Array.from({ length: samples * 784 }, (_, i) => noise(i)), shape: [samples, 28, 28, 1] };
  const y = { data: Uint8Array.from({ length: samples }, (_, i) => noise(i) % 10), shape: [samples] };
  const floats = (x) => rescale(x, { scale: 1 / 255 });
  const shuffled = (x) => pipeline({ x, y }).shuffle(samples).batch(32);
  const data = {
    [ways[0]]: () => [floats(bytes), y],
    [ways[1]]: () => [shuffled(floats(bytes)).prefetch()],
    [ways[2]]: () => [
      shuffled(bytes)
        .map(({ x, y }) => ({ x: floats(x), y }))
        .prefetch(),
    ],
  }[way]();
  const model = sequential(cnn(), { seed: 0 });
  const loss = (labels, logits) => sparseCategoricalCrossentropy(labels, logits, { fromLogits: true });
  model.compile({ optimizer: adam(), loss });
  await model.fit(...data, { batchSize: 32, verbose: 0 });
  const [start, before] = [performance.now(), process.cpuUsage()];
  await model.fit(...data, { batchSize: 32, verbose: 0, epochs });
  const { user, system } = process.cpuUsage(before);
  const steps = epochs * (samples / 32);
  const [wall, cpu] = [performance.now() - start, (user + system) / 1000].map((time) => time / steps);
  console.log(JSON.stringify({ description, wall, cpu }));
}

/** All ways in turns, each time in a process of its own. */
function pipelines(rounds = 7) {
  const times = Object.fromEntries(ways.map((way) => [way, []]));
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'feed', way], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      times[way].push(JSON.parse(stdout));
    }
  }
  const base = times[ways[0]];
  console.log(`Backend: ${base[0].description}`);
  // Of a step: the time that passed, and that in which a processor worked on it, which other programs disturb less.
  for (const [way, all] of Object.entries(times)) {
    const shown = ['wall', 'cpu'].map((kind) => {
      const perStep = median(all.map((time) => time[kind]));
      const speed = 100 * (median(base.map((time) => time[kind])) / perStep);
      return `${perStep.toFixed(2).padStart(7)} ms ${speed.toFixed(1).padStart(6)} % ${kind}`;
    });
    console.log(`${way.padEnd(56)} ${shown.join('  ')}`);
  }
}

/** Writes a CSV file of numbers, a date and a text. */
async function write(file, megabytes) {
  const out = createWriteStream(file);
  out.write('day,price,amount,name\n');
  for (let written = 0, i = 0; written < megabytes * 1e6; ) {
    let text = '';
    for (const end = i + 10_000; i < end; i++) {
      const day = new Date(1e12 + i * 6e4).toISOString();
      text += `${day},${(i * 0.37) % 1000},${i % 977},"customer ${i % 5000}, of ${i % 7}"\n`;
    }
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** Reads a file in a process of its own, so that the memory is its own. */
async function csvFile(megabytes) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tenon-csv-'));
  try {
    const file = path.join(folder, 'data.csv');
    await write(file, megabytes);
    const { size } = await stat(file);
    console.log(`${(size / 1e6).toFixed(0)} MB of CSV, four columns: a date, two numbers and a text.`);
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'read', file], { stdio: 'inherit' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function read(file) {
  const { csv } = await import('@tenonjs/datasets');
  const columns = { day: 'date', price: 'number', amount: 'number', name: 'string' };
  const start = performance.now();
  let [rows, sum] = [0, 0];
  for await (const { x } of csv(file, { columns })
    .map(({ price, amount }) => ({ x: [price, amount] }))
    .batch(1024)) {
    rows += x.shape[0];
    sum += x.data[0];
  }
  const seconds = (performance.now() - start) / 1000;
  const { size } = await stat(file);
  const most = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${rows} rows in ${seconds.toFixed(1)} s, ${(size / 1e6 / seconds).toFixed(0)} MB a second; at most ${most.toFixed(0)} MB resident (checksum ${sum.toFixed(3)}).`,
  );
}

const [what = 'all', argument] = process.argv.slice(2);
if (what === 'read') await read(argument);
if (what === 'feed') await feed(argument);
if (what === 'all' || what === 'pipeline') pipelines(what === 'pipeline' ? Number(argument ?? 7) : 7);
if (what === 'all' || what === 'csv') await csvFile(Number(argument ?? 1000));
