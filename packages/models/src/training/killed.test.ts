import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backendName } from '@tenonjs/testing';
import { expect, test } from 'vitest';

/** Trains, going on from the folder's checkpoint; prints each batch and, at the end, all weights. */
const program = (folder: string): string => `
  import { activate } from '@tenonjs/backend-wasm';
  import { relu, softmax } from '@tenonjs/activations';
  import { batchNormalization, dense, dropout } from '@tenonjs/layers';
  import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
  import { accuracy } from '@tenonjs/metrics';
  import { backupAndRestore, lambdaCallback, sequential } from '@tenonjs/models';
  import { fileSystem } from '@tenonjs/node';
  import { adam, cosineDecay } from '@tenonjs/optimizers';

  await activate();
  const x = { data: Float32Array.from({ length: 240 * 4 }, (_, i) => Math.sin(i * i)), shape: [240, 4] };
  const y = { data: Int32Array.from({ length: 240 }, (_, i) => i % 3), shape: [240] };
  const model = sequential(
    [dense({ units: 16, activation: relu }), batchNormalization(), dropout({ rate: 0.3 }), dense({ units: 3, activation: softmax })],
    { seed: 5 },
  );
  model.compile({
    optimizer: adam({ learningRate: cosineDecay({ initialLearningRate: 0.01, decaySteps: 300 }) }),
    loss: sparseCategoricalCrossentropy,
    metrics: [accuracy()],
  });
  const storage = fileSystem(${JSON.stringify(folder)});
  const { history } = await model.fit(x, y, {
    epochs: 6,
    batchSize: 4,
    verbose: 0,
    resumeFrom: storage,
    callbacks: [
      lambdaCallback({ onBatchEnd: () => new Promise((done) => process.stdout.write('batch\\n', done)) }),
      backupAndRestore(storage, { saveFreq: 1 }),
    ],
  });
  const weights = (await model.getWeights()).map(({ data }) => [...data]);
  console.log('end ' + JSON.stringify({ history, weights }));`;

/** Runs it, and kills it some milliseconds after it has trained so many batches. Gives what it printed at its end. */
async function run(folder: string, batches = Number.POSITIVE_INFINITY, delay = 0): Promise<string | undefined> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(folder)], {
    cwd: path.resolve(import.meta.dirname, '../..'),
  });
  let [out, errors, killed] = ['', '', false];
  child.stderr.on('data', (data) => {
    errors += data;
  });
  child.stdout.on('data', (data) => {
    out += data;
    if (killed || out.split('batch').length - 1 < batches) return;
    killed = true;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  const [code, signal] = await once(child, 'close');
  if (signal === 'SIGKILL') return undefined;
  expect(errors, `exit ${code}`).toBe('');
  return out.split('end ')[1];
}

test.skipIf(backendName !== 'wasm')(
  'killed 20 times in a row at some batch or while it writes, training ends as if nothing had happened',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tenon-killed-'));
    try {
      const undisturbed = await run(path.join(folder, 'whole'));
      expect(undisturbed).toMatch(/^\{"history"/);
      // Whatever the seed, the batches between deaths are fewer than the 360 there are.
      let random = Date.now() % 2147483647;
      const next = (below: number): number => {
        random = (random * 48271) % 2147483647;
        return random % below;
      };
      for (let death = 0; death < 20; death++) {
        expect(await run(path.join(folder, 'killed'), 1 + next(7), next(8)), `seed ${random}`).toBeUndefined();
      }
      expect(await run(path.join(folder, 'killed'))).toBe(undisturbed);
      // What the dead were writing is gone.
      expect((await readdir(path.join(folder, 'killed'))).filter((name) => /tmp|bak/.test(name))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  300_000,
);
