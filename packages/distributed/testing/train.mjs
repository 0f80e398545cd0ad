// A small classifier, trained on one rank or several: `mpirun -np 2 node train.mjs '{ "epochs": 2, "ends": "." }'`.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { relu, softmax } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { pipeline } from '@tenonjs/datasets';
import { distribute, mpi, shard, workerThreads } from '@tenonjs/distributed';
import { batchNormalization, dense, masking } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { backupAndRestore, earlyStopping, lambdaCallback, sequential } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { sgd } from '@tenonjs/optimizers';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

const {
  threads,
  timeout,
  library,
  every,
  overlap,
  compression,
  /** What the model begins with: a mask, a normalization over the batch, or neither. */
  first,
  /** Batches come from a pipeline. */
  stream,
  wasm,
  epochs = 3,
  samples = [150],
  units = [8],
  patience,
  shuffle = true,
  /** Another epoch, to see what it leaves behind. */
  again,
  folder,
  /** The folder for what each rank has at its end. */
  ends,
  /** What happens to a rank, once: at the batch, in the epoch numbered 1. */
  fault,
} = JSON.parse(process.argv[2] ?? '{}');

await (wasm ? activate({ threads: 1 }) : setBackend('cpu'));
const communicator = threads
  ? workerThreads({ size: threads, ...(timeout && { timeout }) })
  : await mpi({ ...(timeout && { timeout }), ...(library && { library }) });
const { rank } = communicator;
const of = (values) => values[rank] ?? values[0];

const n = of(samples);
// A last batch of 6 has too few rows for four ranks of equal shares.
const rows = first === 'mask' ? [n, 3] : [n];
const x = {
  data: Float32Array.from({ length: rows.length > 1 ? n * 12 : n * 4 }, (_, i) => Math.sin(i * i)),
  shape: [...rows, 4],
};
const y = { data: Int32Array.from({ length: x.data.length / 4 }, (_, i) => i % 3), shape: rows };
// Of every third sample only the first step counts.
if (first === 'mask') for (let i = 0; i < n; i += 3) x.data.fill(0, 12 * i + 4, 12 * i + 12);
const beginnings = {
  mask: [masking({ inputShape: [3, 4] })],
  normalization: [batchNormalization({ momentum: 0.5, inputShape: [4] })],
};
const model = distribute(
  sequential(
    [
      ...(beginnings[first] ?? []),
      dense({ units: of(units), activation: relu, inputShape: [4] }),
      dense({ units: 3, activation: softmax }),
    ],
    // Only rank 0's counts.
    { seed: 5 + rank },
  ),
  {
    communicator,
    bucketBytes: 256,
    ...(every && { every }),
    ...(overlap && { overlap }),
    ...(compression && { compression }),
  },
);
model.compile({
  optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
  loss: sparseCategoricalCrossentropy,
  metrics: [accuracy()],
});

const storage = folder && fileSystem(folder);
const once = folder && `${folder}.fault`;
let epoch = 0;
/** Batches of a rank's rows. */
const batches = () =>
  pipeline(Array.from({ length: n }, (_, i) => ({ x: x.data.slice(4 * i, 4 * i + 4), y: y.data[i] }))).batch(
    16 / communicator.size,
  );
const data = stream ? [shard(batches(), communicator)] : [x, y];
const options = {
  epochs,
  ...(stream ? { stepsPerEpoch: 9 } : { batchSize: 16, validationSplit: 0.1, shuffle }),
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
};
const { history } = await model.fit(...data, options);
/** Tensors that another epoch leaves behind. */
const before = memory().numTensors;
if (again) await model.fit(...data, { ...options, epochs: 1 });
const leaked = memory().numTensors - before;
const weights = (await model.getWeights()).flatMap(({ data }) => [...data]);
const mean = model.weights['batchNormalization/movingMean']?.arraySync();
// A launcher mixes long lines of several ranks.
writeFileSync(
  path.join(ends, `${rank}.json`),
  JSON.stringify({ rank, size: communicator.size, weights, mean, leaked, history }),
);
await communicator.close();
