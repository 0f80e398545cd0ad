/**
 * How much of the ideal speed 2 to 256 ranks reach on networks of 1, 10 and 100 Gbit/s: a table for SCALING.md and a picture.
 *
 *     node scaling.mjs [--every 8] [--picture ../../packages/distributed/scaling.svg]
 *     node scaling.mjs --measure          # what a step of each model takes here, on one thread of wasm
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gpt, resNet, tutorialCnn } from '@tenonjs/architectures';
import { activate } from '@tenonjs/backend-wasm';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { lambdaCallback } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    picture: { type: 'string' },
    measure: { type: 'boolean', default: false },
  },
});

/** Samples a rank and step; `seconds` is what `--measure` said for one of them. */
const samples = 32;
const models = [
  {
    name: 'CNN',
    parameters: 693_962,
    seconds: 0.00024,
    make: () => tutorialCnn({ seed: 1 }),
    shape: [28, 28, 1],
    batch: 32,
  },
  {
    name: 'Transformer',
    parameters: 10_770_816,
    seconds: 0.64,
    make: () =>
      gpt({ vocabularySize: 65, sequenceLength: 256, numLayers: 6, numHeads: 6, hiddenDim: 384, dropout: 0, seed: 1 }),
    shape: [256],
    batch: 2,
  },
  {
    name: 'ResNet-50',
    parameters: 25_636_712,
    seconds: 1.2,
    make: () => resNet({ depth: 50, seed: 1 }),
    shape: [224, 224, 3],
    batch: 2,
  },
];
const ranks = [2, 4, 8, 16, 32, 64, 128, 256];
const networks = [1, 10, 100];
/** Times one core's: a rank is one, or a large processor. */
const speeds = [1, 50];
/** Seconds a message takes between two machines, and the part of a line's rate that data get. */
const latency = 50e-6;
const share = 0.94;

/** Seconds of a ring allreduce. */
const allReduce = (n, parameters, gigabits) =>
  2 * (n - 1) * latency + (2 * (n - 1) * 4 * parameters) / (n * ((share * gigabits * 1e9) / 8));

const efficiency = ({ parameters, seconds }, n, gigabits, speed) => {
  const computing = (samples * seconds) / speed;
  return computing / (computing + allReduce(n, parameters, gigabits) / Number(values.every));
};

/** Seconds of processor time that the fastest of five steps takes, for one sample. */
async function measured({ make, shape, batch }) {
  const model = make();
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
  const n = 5 * batch;
  const size = shape.reduce((a, b) => a * b, n);
  const words = shape.length === 1;
  const x = { data: words ? new Int32Array(size) : new Float32Array(size).fill(0.5), shape: [n, ...shape] };
  const y = words ? x : { data: new Int32Array(n), shape: [n] };
  const seconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  let [begun, fastest] = [0, Number.POSITIVE_INFINITY];
  await model.fit(x, y, {
    batchSize: batch,
    verbose: 0,
    callbacks: [
      lambdaCallback({
        onBatchBegin: () => {
          begun = seconds();
        },
        onBatchEnd: () => {
          fastest = Math.min(fastest, seconds() - begun);
        },
      }),
    ],
  });
  return { seconds: fastest / batch, parameters: model.countParams() };
}

/** A column a model, a row a speed, a line a network; the ranks' axis is logarithmic. */
function picture() {
  const [width, height, left, top, below] = [300, 200, 56, 44, 104];
  const colors = ['#d55e00', '#0072b2', '#009e73'];
  const dashes = ['', '6 4', '2 3'];
  const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`;
  const at = (n) => (Math.log2(n) - 1) * (width / (ranks.length - 1));
  const panel = (model, speed, i, j) => {
    const grid = [0, 25, 50, 75, 100].map((percent) => {
      const y = height - (percent / 100) * height;
      return `<path d="M0 ${y}h${width}" stroke="#e4e7eb"/>${text(-8, y + 4, percent, 'text-anchor="end"')}`;
    });
    const ticks = ranks.map((n) => text(at(n), height + 18, n, 'text-anchor="middle"'));
    const curves = networks.map((gigabits, k) => {
      const points = ranks.map(
        (n) => `${at(n).toFixed(1)} ${(height * (1 - efficiency(model, n, gigabits, speed))).toFixed(1)}`,
      );
      return `<path d="M${points.join('L')}" fill="none" stroke="${colors[k]}" stroke-width="2" stroke-dasharray="${dashes[k]}"/>`;
    });
    const title = `${model.name}, ${speed === 1 ? 'ranks of one core' : `ranks ${speed} times as fast`}`;
    return `<g transform="translate(${left + i * (width + left)} ${top + j * (height + below)})">${[
      text(0, -16, title, 'fill="#1f2328" font-size="14" font-weight="600"'),
      ...grid,
      ...ticks,
      ...curves,
      text(width / 2, height + 38, 'Ranks', 'text-anchor="middle"'),
    ].join('')}</g>`;
  };
  const panels = speeds.flatMap((speed, j) => models.map((model, i) => panel(model, speed, i, j)));
  const bottom = top + speeds.length * (height + below) - below;
  const legend = networks.map((gigabits, j) => {
    const x = left + j * 120;
    const y = bottom + 62;
    return `<path d="M${x} ${y}h36" stroke="${colors[j]}" stroke-width="2" stroke-dasharray="${dashes[j]}"/>${text(x + 44, y + 4, `${gigabits} Gbit/s`)}`;
  });
  const [w, h] = [models.length * (width + left) + 24, bottom + 80];
  const name = 'Percent of the ideal speed';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" font-family="Inter, system-ui, sans-serif" font-size="12" fill="#59636e"><rect width="${w}" height="${h}" fill="#ffffff"/>${text(0, 0, name, `transform="translate(16 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle"`)}${panels.join('')}${legend.join('')}</svg>\n`;
}

if (values.measure) {
  await activate({ threads: 1 });
  for (const model of models) console.log(model.name, await measured(model));
} else {
  for (const speed of speeds) {
    for (const model of models) {
      const head = `${model.name}, ${(model.parameters / 1e6).toFixed(1)} M, ${((samples * model.seconds) / speed).toPrecision(2)} s`;
      console.log(
        `\n| ${head} | ${ranks.map((n) => `${n} ranks`).join(' | ')} |\n|${' --- |'.repeat(ranks.length + 1)}`,
      );
      for (const gigabits of networks) {
        const row = ranks.map((n) => Math.round(100 * efficiency(model, n, gigabits, speed)));
        console.log(`| ${gigabits} Gbit/s | ${row.join(' | ')} |`);
      }
    }
  }
  if (values.picture) writeFileSync(values.picture, picture());
}
