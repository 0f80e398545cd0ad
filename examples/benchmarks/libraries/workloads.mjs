import { relu } from '@tenonjs/activations';
import * as layers from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { randomNormal } from '@tensorflow/tfjs-core';
import { cnn } from '../cnn.mjs';
import { classifier, training } from '../training.mjs';
import { families } from './families.mjs';

const { conv2d, dense, gru, lstm, maxPooling2d, simpleRNN } = layers;

/** One number from a sequence of 20 steps. */
const recurrent = (layer, features) =>
  training(
    () => [layer({ units: 64 }), dense({ units: 1 })],
    meanSquaredError,
    () => ({
      x: randomNormal([32, 20, features]),
      y: randomNormal([32, 1]),
    }),
  );

/** Two blocks of a Transformer's encoder, their mean over time, ten classes. */
const encoder = () => [
  ...[0, 1].map(() =>
    layers.transformerEncoder({ intermediateDim: 256, numHeads: 4, dropout: 0.1, activationDropout: 0.1 }),
  ),
  layers.globalAveragePooling1d(),
  dense({ units: 10 }),
];
const mlp = () => [dense({ units: 512, activation: relu }), dense({ units: 10 })];

/** One layer of each family. */
const family = {
  dense: () => dense({ units: 512, activation: relu }),
  conv2d: () => conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: relu }),
  depthwiseConv2d: () => layers.depthwiseConv2d({ kernelSize: 3, padding: 'same' }),
  separableConv2d: () => layers.separableConv2d({ filters: 32, kernelSize: 3, padding: 'same' }),
  conv3d: () => layers.conv3d({ filters: 16, kernelSize: 3, padding: 'same' }),
  conv2dTranspose: () => layers.conv2dTranspose({ filters: 32, kernelSize: 3, strides: 2, padding: 'same' }),
  maxPooling2d,
  averagePooling2d: layers.averagePooling2d,
  batchNormalization: layers.batchNormalization,
  embedding: () => layers.embedding({ inputDim: 5000, outputDim: 64 }),
  lstm: () => lstm({ units: 64, returnSequences: true }),
  gru: () => gru({ units: 64, returnSequences: true }),
  multiHeadAttention: () => layers.multiHeadAttention?.({ numHeads: 4, keyDim: 16 }),
};

/** What makes each workload's model and gives what trains it for some steps, to the end of the last one. */
export const workloads = {
  'cnn-b32': classifier(cnn, [32, 28, 28, 1]),
  'cnn-b128': classifier(cnn, [128, 28, 28, 1]),
  'mlp-b128': classifier(mlp, [128, 784]),
  'rnn-t20-b32': recurrent(simpleRNN, 1),
  'lstm-t20-b32': recurrent(lstm, 8),
  'gru-t20-b32': recurrent(gru, 8),
  'encoder-t32-b32': classifier(encoder, [32, 32, 64]),
  ...families((name) => {
    const layer = family[name]();
    return layer && { call: (x, training) => layer.call(x, { training }), weights: () => Object.values(layer.weights) };
  }, 'multiHeadAttention'),
};
