// What data cost on their way to training.
//
//     node data.mjs                pipeline, then csv
//     node data.mjs pipeline       the CNN at batch 32: fed by a pipeline, and from arrays in memory, in turns
//     node data.mjs csv 1000       a CSV file of so many megabytes, written here and read: speed, and the most memory in use
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Seconds an epoch of the CNN takes, by turns from memory and through pipelines. */
async function pipelines(rounds = 9, samples = 2048) {
  const { relu, softmax } = await import('@tenonjs/activations');
  const { activate } = await import('@tenonjs/backend-wasm');
  const { pipeline, rescale } = await import('@tenonjs/datasets');
  const { conv2d, dense, dropout, flatten, maxPooling2d } = await import('@tenonjs/layers');
  const { sparseCategoricalCrossentropy } = await import('@tenonjs/losses');
  const { sequential } = await import('@tenonjs/models');
  const { adam } = await import('@tenonjs/optimizers');
  console.log(`Backend: ${(await activate()).description}`);

  const noise = (i) => Math.imul(i + 1, 2654435761) >>> 24;
  const pixels = Uint8Array.from({ length: samples * 784 }, (_, i) => noise(i));
  const labels = Uint8Array.from({ length: samples }, (_, i) => noise(i) % 10);
  const images = { data: Float32Array.from(pixels, (pixel) => pixel / 255), shape: [samples, 28, 28, 1] };
  const y = { data: labels, shape: [samples] };
  const bytes = { data: pixels, shape: [samples, 28, 28, 1] };
  const scale = ({ x, y }) => ({ x: rescale(x, { scale: 1 / 255 }), y });
  const ways = {
    'in memory': [images, y],
    'pipeline: shuffle, batch, prefetch': [pipeline({ x: images, y }).shuffle(samples).batch(32).prefetch()],
    'pipeline: map bytes to floats, shuffle, batch, prefetch': [
      pipeline({ x: bytes, y }).map(scale).shuffle(samples).batch(32).prefetch(),
    ],
  };
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  const model = sequential(
    [
      conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dropout({ rate: 0.5 }),
      dense({ units: 10, activation: softmax }),
    ],
    { seed: 0 },
  );
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
  for (let round = -1; round < rounds; round++) {
    for (const [way, data] of Object.entries(ways)) {
      const start = performance.now();
      await model.fit(...data, { batchSize: 32, verbose: 0 });
      if (round >= 0) times[way].push((performance.now() - start) / 1000);
    }
  }
  const base = times['in memory'];
  for (const [way, all] of Object.entries(times)) {
    const speed = median(all.map((time, round) => base[round] / time));
    const perStep = (1000 * median(all)) / (samples / 32);
    console.log(
      `${way.padEnd(56)} ${perStep.toFixed(2).padStart(6)} ms a step  ${(100 * speed).toFixed(1).padStart(6)} %`,
    );
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
if (what === 'all' || what === 'pipeline') await pipelines();
if (what === 'all' || what === 'csv') await csvFile(Number(argument ?? 1000));
