import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { conv3d } from './conv3d.js';

testLayer(conv3d, {
  cases: [
    {
      title: '2×2×2',
      options: { filters: 2, kernelSize: 2 },
      input: [1, 3, 3, 2, 2],
      weights: { kernel: [2, 2, 2, 2, 2], bias: [2] },
    },
    {
      title: 'strides, same, in groups',
      options: {
        filters: 2,
        kernelSize: [2, 1, 2],
        strides: [2, 1, 1],
        padding: 'same',
        groups: 2,
        activation: tanh,
        useBias: false,
      },
      input: [1, 3, 2, 2, 2],
      weights: { kernel: [2, 1, 2, 1, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv3d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [() => conv3d({ filters: 0, kernelSize: 3 }), 'conv3d: filters must be a positive integer, got 0.'],
    [
      () => conv3d({ filters: 1, kernelSize: [1, 2] as never }),
      'conv3d: kernelSize must be one number or three [depth, height, width], got [1,2].',
    ],
    [() => conv3d({ filters: 3, kernelSize: 2, groups: 2 }), 'conv3d: groups must divide filters 3, got 2.'],
    [
      () => conv3d({ filters: 1, kernelSize: 2, padding: 'causal' as never }),
      'conv3d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => conv3d({ filters: 1, kernelSize: 2 }).build([null, 8, 8, 3]),
      'conv3d: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 8, 8, 3].',
    ],
    [
      () => conv3d({ filters: 1, kernelSize: 3 }).outputShape([null, 2, 4, 4, 1]),
      'conv3d: kernelSize [3, 3, 3] does not fit into input of shape [null, 2, 4, 4, 1].',
    ],
  ],
});
