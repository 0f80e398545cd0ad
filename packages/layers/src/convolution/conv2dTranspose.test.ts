import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { conv2dTranspose } from './conv2dTranspose.js';

testLayer(conv2dTranspose, {
  cases: [
    {
      title: '3×3, strides 2',
      options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same' as const },
      input: [1, 2, 3, 2],
      weights: { kernel: [3, 3, 2, 2], bias: [2] },
    },
    {
      title: 'dilated, without bias',
      options: { filters: 2, kernelSize: 2, dilationRate: [2, 1] as const, activation: tanh, useBias: false },
      input: [1, 2, 3, 1],
      weights: { kernel: [2, 2, 2, 1] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv2dTranspose.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => conv2dTranspose({ filters: 1.5, kernelSize: 3 }),
      'conv2dTranspose: filters must be a positive integer, got 1.5.',
    ],
    [
      () => conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, outputPadding: [0, 0.5] }),
      'conv2dTranspose: outputPadding must be an integer, got 0.5.',
    ],
    [
      () => conv2dTranspose({ filters: 1, kernelSize: 2, strides: 2, padding: 'same', outputPadding: 0 }),
      'conv2dTranspose: outputPadding must be from 1 to 2 for kernelSize 2, strides 2 and padding "same", got [0, 0].',
    ],
    [
      () => conv2dTranspose({ filters: 1, kernelSize: 3 }).build([null, 4]),
      'conv2dTranspose: input must have rank 4 [batch, height, width, channels], got shape [null, 4].',
    ],
    [
      () => conv2dTranspose({ filters: 1, kernelSize: 3 }).build([null, 4, 4, null]),
      'conv2dTranspose: channels must be known to build, got shape [null, 4, 4, null].',
    ],
  ],
});
