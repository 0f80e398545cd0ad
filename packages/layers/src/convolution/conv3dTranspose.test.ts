import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { conv3dTranspose } from './conv3dTranspose.js';

testLayer(conv3dTranspose, {
  cases: [
    {
      title: 'strides',
      options: { filters: 2, kernelSize: 2, strides: [2, 1, 1] as const },
      input: [1, 2, 2, 1, 2],
      weights: { kernel: [2, 2, 2, 2, 2], bias: [2] },
    },
    {
      title: 'same, without bias',
      options: {
        filters: 1,
        kernelSize: [3, 1, 2] as const,
        strides: 2,
        padding: 'same' as const,
        activation: tanh,
        useBias: false,
      },
      input: [1, 2, 1, 2, 1],
      weights: { kernel: [3, 1, 2, 1, 1] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv3dTranspose.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => conv3dTranspose({ filters: 1, kernelSize: [1, 2] as never }),
      'conv3dTranspose: kernelSize must be one number or three [depth, height, width], got [1,2].',
    ],
    [
      () => conv3dTranspose({ filters: 1, kernelSize: 1, strides: 2, outputPadding: 2 }),
      'conv3dTranspose: outputPadding must be from 0 to 1 for kernelSize 1, strides 2 and padding "valid", got [2, 2, 2].',
    ],
    [
      () => conv3dTranspose({ filters: 1, kernelSize: 3 }).build([null, 4]),
      'conv3dTranspose: input must have rank 5 [batch, depth, height, width, channels], got shape [null, 4].',
    ],
  ],
});
