import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { depthwiseConv2d } from './depthwiseConv2d.js';

testLayer(depthwiseConv2d, {
  cases: [
    { title: '3×3', options: { kernelSize: 3 }, input: [2, 4, 5, 2], weights: { kernel: [3, 3, 2, 1], bias: [2] } },
    {
      title: 'strides, same, multiplier',
      options: {
        kernelSize: [2, 3] as const,
        strides: 2,
        padding: 'same' as const,
        depthMultiplier: 2,
        activation: tanh,
        useBias: false,
      },
      input: [1, 5, 4, 2],
      weights: { kernel: [2, 3, 2, 2] },
    },
    {
      title: 'dilated',
      options: { kernelSize: 2, dilationRate: [2, 1] as const },
      input: [1, 4, 3, 2],
      weights: { kernel: [2, 2, 2, 1], bias: [2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/depthwiseConv2d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => depthwiseConv2d({ kernelSize: [1, 2, 3] as never }),
      'depthwiseConv2d: kernelSize must be one number or two [height, width], got [1,2,3].',
    ],
    [
      () => depthwiseConv2d({ kernelSize: 2, depthMultiplier: 1.5 }),
      'depthwiseConv2d: depthMultiplier must be a positive integer, got 1.5.',
    ],
    [
      () => depthwiseConv2d({ kernelSize: 2, padding: 'causal' as never }),
      'depthwiseConv2d: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => depthwiseConv2d({ kernelSize: 3 }).outputShape([null, 2, 2, 1]),
      'depthwiseConv2d: kernelSize [3, 3] does not fit into input of shape [null, 2, 2, 1].',
    ],
  ],
});
