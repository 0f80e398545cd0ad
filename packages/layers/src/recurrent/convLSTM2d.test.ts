import { readFixture, testLayer } from '@tenonjs/testing';
import { zeros } from '@tensorflow/tfjs-core';
import { joined } from '../../testing/joined.js';
import { type ConvLSTM2dOptions, convLSTM2d } from './convLSTM2d.js';

const weights = { kernel: [2, 2, 1, 4], recurrentKernel: [2, 2, 1, 4], bias: [4] };

testLayer(joined<ConvLSTM2dOptions>(convLSTM2d), {
  cases: [
    { title: 'the last output', options: { filters: 1, kernelSize: 2 }, input: [1, 2, 3, 3, 1], weights },
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
        [1, 2, 3, 3, 1],
        [1, 3, 3, 1],
        [1, 3, 3, 1],
      ],
      weights,
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/convLSTM2d.json'),
  refuses: [
    [() => convLSTM2d({ filters: 0, kernelSize: 2 }), 'convLSTM2d: filters must be a positive integer, got 0.'],
    [() => convLSTM2d({ filters: 1, kernelSize: -1 }), 'convLSTM2d: kernelSize must be a positive integer, got -1.'],
    [
      () => convLSTM2d({ filters: 1, kernelSize: 2 }).build([null, 2, 5]),
      'convLSTM2d: input must have rank 5 [batch, time, height, width, channels], got shape [null, 2, 5].',
    ],
    [
      () => convLSTM2d({ filters: 1, kernelSize: 2 }).call(zeros([2, 1, 1, 1, 1])),
      'convLSTM2d: kernelSize [2, 2] does not fit into input of shape [2, 1, 1, 1].',
    ],
  ],
});
