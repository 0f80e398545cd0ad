// Trains the tutorial's CNN on images of bars, ten kinds of them, and says what it is on and how the loss falls.
import { relu, softmax } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { tensor1d, tensor4d } from '@tensorflow/tfjs-core';

const say = (text: string): void => globalThis.postMessage(text);

const { description } = await activate({ wasmPaths: '/wasm/', threads: navigator.hardwareConcurrency });
say(description);

const batch = 128;
const labels = Array.from({ length: batch }, (_, i) => i % 10);
const images = new Float32Array(batch * 28 * 28);
labels.forEach((label, i) => {
  const first = i * 28 * 28 + (2 * label + ((i >> 4) % 2)) * 28;
  images.fill(1, first, first + 28);
});
const x = tensor4d(images, [batch, 28, 28, 1]);
const y = tensor1d(labels, 'int32');

const model = sequential(
  [
    conv2d({ filters: 32, kernelSize: 3, activation: relu }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 128, activation: relu }),
    dropout({ rate: 0.5 }),
    dense({ units: 10, activation: softmax }),
  ],
  { seed: 0 },
);
model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });

const start = performance.now();
for (let step = 1; step <= 60; step++) {
  const loss = model.trainStep(x, y);
  if (step === 1 || step % 20 === 0) say(`step ${step}: loss ${(await loss.data())[0]}`);
  loss.dispose();
}
say(`${((performance.now() - start) / 60).toFixed(1)} ms a step`);
