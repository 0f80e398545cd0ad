// All packages in one program, with tfjs-core's own optimizer, a layer and a loss made by hand.
import { readFileSync } from 'node:fs';
import { relu, softmax } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { standardize, trainTestSplit } from '@tenonjs/datasets';
import { registerGradients } from '@tenonjs/gradients';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { load, sequential } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { adam } from '@tenonjs/optimizers';
import { learningCurves } from '@tenonjs/vis';
import {
  mean,
  memory,
  mul,
  ones,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  train,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';

await activate();
registerGradients();
const before = memory().numTensors;

// Two kinds of images: bright above, or bright below.
const n = 80;
const pixels = Float32Array.from({ length: n * 64 }, (_, i) => {
  const [image, row] = [Math.floor(i / 64), Math.floor((i % 64) / 8)];
  return Math.sin(i * i) + (row < 4 === (image % 2 === 0) ? 2 : 0);
});
const labels = { data: Int32Array.from({ length: n }, (_, i) => i % 2), shape: [n] };
const parts = trainTestSplit({ x: { data: pixels, shape: [n, 8, 8, 1] }, y: labels }, { testSize: 20, seed: 1 });
const scaler = standardize().fit(parts.train.x);
const [x, test] = [scaler.transform(parts.train.x), scaler.transform(parts.test.x)];

type Shape = readonly (number | null)[];

/** A layer of raw tfjs-core operations: one factor a channel. */
function scale() {
  const weights: Record<string, Variable> = {};
  return {
    type: 'scale',
    weights,
    build: (shape: Shape): void => {
      weights.factor ??= variable(ones([shape.at(-1)!]));
    },
    call: (input: Tensor): Tensor => mul(input, weights.factor!),
    outputShape: (shape: Shape): Shape => shape,
    dispose: (): void => weights.factor?.dispose(),
  };
}

const network = (units: number) => [
  conv2d({ filters: 4, kernelSize: 3, activation: relu }),
  maxPooling2d({ poolSize: 2 }),
  scale(),
  flatten(),
  dropout({ rate: 0.1 }),
  dense({ units, activation: softmax }),
];

const model = sequential(network(2), { seed: 1 });
model.compile({ optimizer: adam({ learningRate: 0.01 }), loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
const history = await model.fit(x, parts.train.y, { epochs: 10, batchSize: 16, validationSplit: 0.2, verbose: 0 });
const scores = await model.evaluate(test, parts.test.y);
if (!(scores.accuracy! > 0.9)) throw new Error(`the accuracy is ${scores.accuracy}.`);

await learningCurves(history).save('curves.svg');
if (!readFileSync('curves.svg', 'utf8').includes('<svg')) throw new Error('no picture.');

const storage = fileSystem('saved');
await model.save(storage);
const again = await load(storage, { conv2d, maxPooling2d, scale, flatten, dropout, dense, relu, softmax });
const [a, b] = [await model.predict(test), await again.predict(test)];
const [p, q] = [await a.data(), await b.data()];
if (p.some((value, i) => value !== q[i])) throw new Error('the loaded model predicts otherwise.');
a.dispose();
b.dispose();
again.dispose();
model.dispose();

// tfjs-core's optimizer, and a loss of raw operations.
const plain = sequential([...network(1).slice(0, 4), dense({ units: 1 })], { seed: 2 });
plain.compile({
  optimizer: train.adam(0.01),
  loss: (yTrue: Tensor, yPred: Tensor) => mean(square(sub(yPred, yTrue)), 1) as Tensor1D,
});
const targets = { data: Float32Array.from(parts.train.y.data), shape: [60, 1] };
const losses = (await plain.fit(x, targets, { epochs: 20, batchSize: 16, verbose: 0 })).history.loss!;
if (!(losses.at(-1)! < losses[0]! / 2)) throw new Error(`the loss went from ${losses[0]} to ${losses.at(-1)}.`);
plain.dispose();
if (memory().numTensors > before) throw new Error(`${memory().numTensors - before} tensors are left.`);
