import { relu, softmax } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { randomUniform } from '@tensorflow/tfjs-core';
import { serve } from './serve.mjs';

/** Trains a classifier of ten classes on one batch that stays on the device. */
const classifier = (layers, shape) => async () => {
  const model = sequential(layers(), { seed: 0 });
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
  const x = randomUniform(shape);
  const y = randomUniform([shape[0]], 0, 10, 'int32');
  return async (steps) => {
    let loss;
    for (let step = 0; step < steps; step++) {
      loss?.dispose();
      loss = model.trainStep(x, y);
    }
    await loss.data();
    loss.dispose();
  };
};

const cnn = () => [
  conv2d({ filters: 32, kernelSize: 3, activation: relu }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 128, activation: relu }),
  dropout({ rate: 0.5 }),
  dense({ units: 10, activation: softmax }),
];
const mlp = () => [dense({ units: 512, activation: relu }), dense({ units: 10, activation: softmax })];

const { description } = await activate();
await serve(description, {
  'cnn-b32': classifier(cnn, [32, 28, 28, 1]),
  'cnn-b128': classifier(cnn, [128, 28, 28, 1]),
  'mlp-b128': classifier(mlp, [128, 784]),
});
