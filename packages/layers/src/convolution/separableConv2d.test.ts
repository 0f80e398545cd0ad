import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { separableConv2d } from './separableConv2d.js';

testLayer(separableConv2d, {
  cases: [
    {
      title: '3×3',
      options: { filters: 3, kernelSize: 3 },
      input: [1, 4, 4, 2],
      weights: { depthwiseKernel: [3, 3, 2, 1], pointwiseKernel: [1, 1, 2, 3], bias: [3] },
    },
    {
      title: 'strides, same, without bias',
      options: {
        filters: 2,
        kernelSize: 2,
        strides: 2,
        padding: 'same' as const,
        depthMultiplier: 2,
        activation: tanh,
        useBias: false,
      },
      input: [1, 3, 4, 1],
      weights: { depthwiseKernel: [2, 2, 1, 2], pointwiseKernel: [1, 1, 2, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/separableConv2d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => separableConv2d({ filters: 1, kernelSize: 2, depthMultiplier: 0 }),
      'separableConv2d: depthMultiplier must be a positive integer, got 0.',
    ],
    [
      () => separableConv2d({ filters: 1, kernelSize: 3 }).outputShape([null, 2, 2, 1]),
      'separableConv2d: kernelSize [3, 3] does not fit into input of shape [null, 2, 2, 1].',
    ],
  ],
});
