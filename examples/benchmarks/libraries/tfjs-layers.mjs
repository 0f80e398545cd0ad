import { createRequire } from 'node:module';
import path from 'node:path';
import { cast, randomNormal, randomUniform, ready, setBackend, train, version_core } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { families } from './families.mjs';
import { serve } from './serve.mjs';

const [, , backend, kernels] = process.argv;
if (kernels === 'tenon') {
  const { activate } = await import('@tenonjs/backend-wasm');
  await activate({ threads: 1 });
} else {
  await import(`@tensorflow/tfjs-backend-${backend}`);
  if (backend === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  await setBackend(backend);
}
await ready();

/** Trains a model on one batch that stays on the device. */
const training = (stack, loss, batch) => async () => {
  const { x, y } = batch();
  const model = sequential({ layers: stack(x.shape.slice(1)) });
  model.compile({ optimizer: train.adam(), loss });
  return async (steps) => {
    for (let step = 0; step < steps; step++) await model.trainOnBatch(x, y);
  };
};

/** Ten classes. */
const classifier = (stack, shape) =>
  training(stack, 'sparseCategoricalCrossentropy', () => ({
    x: randomUniform(shape),
    y: cast(randomUniform([shape[0]], 0, 10, 'int32'), 'float32'),
  }));

/** One number from a sequence of 20 steps. */
const recurrent = (layer, features) =>
  training(
    (inputShape) => [
      layer({ inputShape, units: 64, recurrentInitializer: 'glorotUniform' }),
      layers.dense({ units: 1 }),
    ],
    'meanSquaredError',
    () => ({
      x: randomNormal([32, 20, features]),
      y: randomNormal([32, 1]),
    }),
  );

const cnn = (inputShape) => [
  layers.conv2d({ inputShape, filters: 32, kernelSize: 3, activation: 'relu' }),
  layers.maxPooling2d({ poolSize: 2 }),
  layers.flatten(),
  layers.dense({ units: 128, activation: 'relu' }),
  layers.dropout({ rate: 0.5 }),
  layers.dense({ units: 10, activation: 'softmax' }),
];
const mlp = (inputShape) => [
  layers.dense({ inputShape, units: 512, activation: 'relu' }),
  layers.dense({ units: 10, activation: 'softmax' }),
];

/** One layer of each family. */
const options = {
  dense: { units: 512, activation: 'relu' },
  conv2d: { filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' },
  depthwiseConv2d: { kernelSize: 3, padding: 'same' },
  separableConv2d: { filters: 32, kernelSize: 3, padding: 'same' },
  conv3d: { filters: 16, kernelSize: 3, padding: 'same' },
  conv2dTranspose: { filters: 32, kernelSize: 3, strides: 2, padding: 'same' },
  maxPooling2d: {},
  averagePooling2d: {},
  batchNormalization: {},
  embedding: { inputDim: 5000, outputDim: 64 },
  lstm: { units: 64, returnSequences: true, recurrentInitializer: 'glorotUniform' },
  gru: { units: 64, returnSequences: true, recurrentInitializer: 'glorotUniform' },
};

await serve(`tfjs ${version_core}`, {
  'cnn-b32': classifier(cnn, [32, 28, 28, 1]),
  'cnn-b128': classifier(cnn, [128, 28, 28, 1]),
  'mlp-b128': classifier(mlp, [128, 784]),
  'rnn-t20-b32': recurrent(layers.simpleRNN, 1),
  'lstm-t20-b32': recurrent(layers.lstm, 8),
  'gru-t20-b32': recurrent(layers.gru, 8),
  ...families((family) => {
    const layer = options[family] && layers[family](options[family]);
    return (
      layer && {
        call: (x, training) => layer.apply(x, { training }),
        weights: () => layer.trainableWeights.map((w) => w.val),
      }
    );
  }),
});
