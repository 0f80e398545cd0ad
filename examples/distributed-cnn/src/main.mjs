/**
 * The CNN for handwritten digits on several ranks: the same program, by itself or many times over.
 *
 *     npm start -- [--threads 2] [--epochs 2] [--batch-size 128] [--limit 60000] [--overlap]
 *     mpirun -np 2 --bind-to none node src/main.mjs [--epochs 2] …
 */
import { parseArgs } from 'node:util';
import { relu, softmax } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { mnist, rescale, reshape, slice } from '@tenonjs/datasets';
import { distribute, mpi, workerThreads } from '@tenonjs/distributed';
import { conv2d, dense, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { lambdaCallback, sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';

const { values } = parseArgs({
  options: {
    threads: { type: 'string' },
    epochs: { type: 'string', default: '2' },
    'batch-size': { type: 'string', default: '128' },
    overlap: { type: 'boolean', default: false },
    limit: { type: 'string', default: '60000' },
  },
});
const epochs = Number(values.epochs);

const communicator = values.threads ? workerThreads({ size: Number(values.threads) }) : await mpi();
// The ranks share the cores: one thread each.
await activate({ threads: 1 });

const { train, test } = await mnist();
const images = (x) => reshape(rescale(x, { scale: 1 / 255 }), [-1, 28, 28, 1]);
const [x, y] = [images(slice(train.x, 0, Number(values.limit))), slice(train.y, 0, Number(values.limit))];

const model = distribute(
  sequential(
    [
      conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dense({ units: 10, activation: softmax }),
    ],
    { seed: 1 },
  ),
  { communicator, overlap: values.overlap },
);
model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });

let begun = 0;
let seconds = Number.POSITIVE_INFINITY;
await model.fit(x, y, {
  epochs,
  batchSize: Number(values['batch-size']),
  callbacks: [
    lambdaCallback({
      onEpochBegin: () => {
        begun = performance.now();
      },
      onEpochEnd: () => {
        seconds = Math.min(seconds, (performance.now() - begun) / 1000);
      },
    }),
  ],
});
if (communicator.rank === 0) {
  const { accuracy } = await model.evaluate(images(slice(test.x, 0, 1000)), slice(test.y, 0, 1000), { batchSize: 250 });
  console.log(`Test accuracy on 1000 images: ${accuracy.toFixed(3)}`);
  console.log(`${communicator.size} ranks: ${(x.shape[0] / seconds).toFixed(0)} images/s in the best epoch`);
}
await communicator.close();
