/**
 * A convolutional network learns to read handwritten digits.
 *
 *     npm start -- [--epochs 10] [--batch-size 32] [--backend wasm] [--seed 1] [--limit 60000] [--output output]
 */
import path from 'node:path';
import { relu, softmax } from '@tenonjs/activations';
import { mnist, rescale, reshape, slice } from '@tenonjs/datasets';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { modelCheckpoint, sequential, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adam } from '@tenonjs/optimizers';
import { learningCurves } from '@tenonjs/vis';
import { fail, options } from './options.js';

const { backend: name, batchSize, epochs, limit, output, seed } = options();

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate()).description}`);

// Load the data set, scale the pixels to [0, 1] and give them a channel axis: [n, 28, 28, 1].
const { train, test } = await mnist();
const images = (x: typeof train.x) => reshape(rescale(x, { scale: 1 / 255 }), [-1, 28, 28, 1]);

const model = sequential(
  [
    conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 128, activation: relu }),
    dropout({ rate: 0.5 }),
    dense({ units: 10, activation: softmax }),
  ],
  { seed },
);
model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
model.summary();

// Ctrl-C ends training after the batch; what was trained is kept.
const stop = interrupt();
const history = await model.fit(images(slice(train.x, 0, limit)), slice(train.y, 0, limit), {
  epochs,
  batchSize,
  validationSplit: 0.1,
  signal: stop.signal,
  callbacks: [
    progressBar(),
    terminateOnNaN(),
    modelCheckpoint(fileSystem(path.join(output, 'checkpoint')), { saveBestOnly: true }),
  ],
});

if (history.epoch.length > 0) {
  await learningCurves(history).save(path.join(output, 'curves.svg'));
  await learningCurves(history).save(path.join(output, 'curves.png'));
}
if (stop.signal.aborted) {
  console.log(`Stopped after ${history.epoch.length} whole epochs. The best is in ${path.join(output, 'checkpoint')}.`);
} else {
  const { loss, accuracy } = await model.evaluate(images(test.x), test.y);
  await model.save(fileSystem(path.join(output, 'model')));
  console.log(`Test loss: ${loss!.toFixed(4)}`);
  console.log(`Test accuracy: ${accuracy!.toFixed(4)}`);
  console.log(`Curves and model are in ${output}.`);
}
model.dispose();
process.exitCode = stop.exitCode;
stop.dispose();
