import { readFixture, testLayer } from '@tenonjs/testing';
import { zeros } from '@tensorflow/tfjs-core';
import { joined } from '../../testing/joined.js';
import { type ConvLSTM3dOptions, convLSTM3d } from './convLSTM3d.js';

const weights = { kernel: [2, 2, 2, 1, 4], recurrentKernel: [2, 2, 2, 1, 4], bias: [4] };

testLayer(joined<ConvLSTM3dOptions>(convLSTM3d), {
  cases: [
    { title: 'the last output', options: { filters: 1, kernelSize: 2 }, input: [1, 2, 2, 2, 2, 1], weights },
    {
      title: 'sequences and states, backwards, dropouts',
      options: {
        filters: 1,
        kernelSize: 2,
        padding: 'same',
        returnSequences: true,
        returnState: true,
        goBackwards: true,
        dropout: 0.3,
        recurrentDropout: 0.3,
        seed: 1,
      },
      input: [
        [1, 2, 2, 2, 2, 1],
        [1, 2, 2, 2, 1],
        [1, 2, 2, 2, 1],
      ],
      weights,
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/convLSTM3d.json'),
  refuses: [
    [() => convLSTM3d({ filters: 0, kernelSize: 2 }), 'convLSTM3d: filters must be a positive integer, got 0.'],
    [() => convLSTM3d({ filters: 1, kernelSize: -1 }), 'convLSTM3d: kernelSize must be a positive integer, got -1.'],
    [
      () => convLSTM3d({ filters: 1, kernelSize: 2 }).build([null, 2, 5]),
      'convLSTM3d: input must have rank 6 [batch, time, depth, height, width, channels], got shape [null, 2, 5].',
    ],
    [
      () => convLSTM3d({ filters: 1, kernelSize: 2 }).call(zeros([2, 1, 1, 1, 1, 1])),
      'convLSTM3d: kernelSize [2, 2, 2] does not fit into input of shape [2, 1, 1, 1, 1].',
    ],
  ],
});
