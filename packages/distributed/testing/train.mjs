// A small classifier, trained on one rank or several: `mpirun -np 2 node train.mjs '{ "epochs": 2, "ends": "." }'`.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { relu, softmax } from '@tenonjs/activations';
import { distribute, mpi, workerThreads } from '@tenonjs/distributed';
import { dense } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { backupAndRestore, earlyStopping, lambdaCallback, sequential } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { sgd } from '@tenonjs/optimizers';
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

const {
  threads,
  timeout = 8,
  every = 1,
  epochs = 3,
  samples = [150],
  units = [8],
  patience,
  folder,
  /** The folder for what each rank has at its end. */
  ends,
  /** What happens to a rank, once: at the batch, in the epoch numbered 1. */
  fault,
} = JSON.parse(process.argv[2] ?? '{}');

await setBackend('cpu');
const communicator = threads ? workerThreads({ size: threads, timeout }) : await mpi({ timeout });
const { rank } = communicator;
const of = (values) => values[rank] ?? values[0];

const n = of(samples);
// A last batch of 6 has too few rows for four ranks of equal shares.
const x = { data: Float32Array.from({ length: n * 4 }, (_, i) => Math.sin(i * i)), shape: [n, 4] };
const y = { data: Int32Array.from({ length: n }, (_, i) => i % 3), shape: [n] };
const model = distribute(
  sequential(
    [dense({ units: of(units), activation: relu, inputShape: [4] }), dense({ units: 3, activation: softmax })],
    // Only rank 0's counts.
    { seed: 5 + rank },
  ),
  { communicator, every, bucketBytes: 256 },
);
model.compile({
  optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
  loss: sparseCategoricalCrossentropy,
  metrics: [accuracy()],
});

const storage = folder && fileSystem(folder);
const once = folder && `${folder}.fault`;
let epoch = 0;
const { history } = await model.fit(x, y, {
  epochs,
  batchSize: 16,
  validationSplit: 0.1,
  callbacks: [
    ...(patience === undefined ? [] : [earlyStopping({ patience, minDelta: 1 })]),
    lambdaCallback({
      onEpochBegin: (begun) => {
        epoch = begun;
      },
      onBatchEnd: (batch) => {
        if (!fault || fault.rank !== rank || epoch !== 1 || batch !== fault.batch || existsSync(once)) return;
        writeFileSync(once, '');
        if (fault.kind === 'dies') process.kill(process.pid, 'SIGKILL');
        if (fault.kind === 'throws') throw new Error('out of memory.');
        if (fault.kind === 'hangs') for (;;);
      },
    }),
    ...(storage ? [backupAndRestore(storage, { saveFreq: 3 })] : []),
  ],
  ...(storage && { resumeFrom: storage }),
});
const weights = (await model.getWeights()).flatMap(({ data }) => [...data]);
// A launcher mixes long lines of several ranks.
writeFileSync(path.join(ends, `${rank}.json`), JSON.stringify({ rank, size: communicator.size, weights, history }));
await communicator.close();
