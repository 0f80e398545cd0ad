import { linear, silu } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { zeros } from '@tensorflow/tfjs-core';
import { joined } from '../../testing/joined.js';
import { type SimpleRNNOptions, simpleRNN } from './simpleRNN.js';

const weights = (features: number, units: number) => ({
  kernel: [features, units],
  recurrentKernel: [units, units],
  bias: [units],
});

testLayer(joined<SimpleRNNOptions>(simpleRNN), {
  cases: [
    { title: 'the last output', options: { units: 3 }, input: [2, 3, 2], weights: weights(2, 3) },
    {
      title: 'linear, without bias, backwards, dropouts',
      options: {
        units: 3,
        activation: linear,
        useBias: false,
        goBackwards: true,
        returnSequences: true,
        dropout: 0.2,
        recurrentDropout: 0.2,
        seed: 2,
      },
      input: [2, 3, 2],
      weights: { kernel: [2, 3], recurrentKernel: [3, 3] },
    },
    {
      title: 'an activation that is a function alone, states in and out, masked',
      options: {
        units: 2,
        activation: silu,
        returnState: true,
        mask: [
          [0, 1, 1],
          [1, 0, 1],
        ],
      },
      input: [
        [2, 3, 1],
        [2, 2],
      ],
      weights: weights(1, 2),
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/simpleRNN.json'),
  refuses: [
    [() => simpleRNN({ units: -1 }), 'simpleRNN: units must be a positive integer, got -1.'],
    [
      () => simpleRNN({ units: 2 }).call([zeros([2, 3, 1]), zeros([3, 2])]),
      'simpleRNN: states must have shapes [2, 2], got [3, 2].',
    ],
  ],
});
