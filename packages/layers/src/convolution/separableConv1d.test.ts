import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { separableConv1d } from './separableConv1d.js';

testLayer(separableConv1d, {
  cases: [
    {
      title: 'valid',
      options: { filters: 2, kernelSize: 3 },
      input: [2, 5, 2],
      weights: { depthwiseKernel: [3, 2, 1], pointwiseKernel: [1, 2, 2], bias: [2] },
    },
    {
      title: 'causal, strides',
      options: {
        filters: 3,
        kernelSize: 2,
        strides: 2,
        depthMultiplier: 2,
        padding: 'causal' as const,
        activation: tanh,
        useBias: false,
      },
      input: [1, 5, 1],
      weights: { depthwiseKernel: [2, 1, 2], pointwiseKernel: [1, 2, 3] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/separableConv1d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => separableConv1d({ filters: 0, kernelSize: 2 }),
      'separableConv1d: filters must be a positive integer, got 0.',
    ],
    [
      () => separableConv1d({ filters: 1, kernelSize: 2 }).build([null, 4]),
      'separableConv1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
  ],
});
