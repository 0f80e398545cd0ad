import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { conv1dTranspose } from './conv1dTranspose.js';

testLayer(conv1dTranspose, {
  cases: [
    {
      title: 'strides',
      options: { filters: 2, kernelSize: 3, strides: 2 },
      input: [2, 3, 2],
      weights: { kernel: [3, 2, 2], bias: [2] },
    },
    {
      title: 'same, without bias',
      options: { filters: 1, kernelSize: 2, strides: 3, padding: 'same' as const, activation: tanh, useBias: false },
      input: [1, 3, 2],
      weights: { kernel: [2, 1, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv1dTranspose.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => conv1dTranspose({ filters: 0, kernelSize: 3 }),
      'conv1dTranspose: filters must be a positive integer, got 0.',
    ],
    [
      () => conv1dTranspose({ filters: 1, kernelSize: 3, padding: 'causal' as never }),
      'conv1dTranspose: padding must be "valid" or "same", got "causal".',
    ],
    [
      () => conv1dTranspose({ filters: 1, kernelSize: 3, strides: 2, outputPadding: 2 }),
      'conv1dTranspose: outputPadding must be from 0 to 1 for kernelSize 3, strides 2 and padding "valid", got 2.',
    ],
    [
      () => conv1dTranspose({ filters: 1, kernelSize: 3 }).build([null, 4]),
      'conv1dTranspose: input must have rank 3 [batch, time, channels], got shape [null, 4].',
    ],
  ],
});
