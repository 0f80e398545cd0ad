import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { depthwiseConv1d } from './depthwiseConv1d.js';

testLayer(depthwiseConv1d, {
  cases: [
    { title: 'valid', options: { kernelSize: 3 }, input: [2, 5, 2], weights: { kernel: [3, 2, 1], bias: [2] } },
    {
      title: 'causal, dilated',
      options: {
        kernelSize: 2,
        dilationRate: 2,
        depthMultiplier: 2,
        padding: 'causal' as const,
        activation: tanh,
        useBias: false,
      },
      input: [1, 5, 2],
      weights: { kernel: [2, 2, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/depthwiseConv1d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [() => depthwiseConv1d({ kernelSize: 0 }), 'depthwiseConv1d: kernelSize must be a positive integer, got 0.'],
    [
      () => depthwiseConv1d({ kernelSize: 2, depthMultiplier: 0 }),
      'depthwiseConv1d: depthMultiplier must be a positive integer, got 0.',
    ],
    [
      () => depthwiseConv1d({ kernelSize: 2 }).build([null, 4]),
      'depthwiseConv1d: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
  ],
});
