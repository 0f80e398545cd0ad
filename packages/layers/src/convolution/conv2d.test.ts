import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { conv2d } from './conv2d.js';

testLayer(conv2d, {
  cases: [
    {
      title: '3×3',
      options: { filters: 2, kernelSize: 3 },
      input: [2, 4, 5, 2],
      weights: { kernel: [3, 3, 2, 2], bias: [2] },
    },
    {
      title: 'strides, same, without bias',
      options: { filters: 2, kernelSize: [2, 3], strides: [2, 1], padding: 'same', activation: tanh, useBias: false },
      input: [2, 5, 4, 1],
      weights: { kernel: [2, 3, 1, 2] },
    },
    {
      title: 'dilated, in groups',
      options: { filters: 4, kernelSize: 2, dilationRate: 2, groups: 2 },
      input: [1, 4, 5, 2],
      weights: { kernel: [2, 2, 1, 4], bias: [4] },
    },
    {
      title: 'strides and dilation at once',
      options: { filters: 2, kernelSize: 2, dilationRate: [2, 3], strides: [2, 3], padding: 'same' },
      input: [1, 6, 5, 2],
      weights: { kernel: [2, 2, 2, 2], bias: [2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv2d.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [() => conv2d({ filters: 0, kernelSize: 3 }), 'conv2d: filters must be a positive integer, got 0.'],
    [() => conv2d({ filters: 1, kernelSize: 0 }), 'conv2d: kernelSize must be a positive integer, got 0.'],
    [
      () => conv2d({ filters: 1, kernelSize: [1, 2, 3] as never }),
      'conv2d: kernelSize must be one number or two [height, width], got [1,2,3].',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3, strides: [1, 0.5] }),
      'conv2d: strides must be a positive integer, got 0.5.',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3, dilationRate: -1 }),
      'conv2d: dilationRate must be a positive integer, got -1.',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3, padding: 'full' as never }),
      'conv2d: padding must be "valid" or "same", got "full".',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3, dataFormat: 'channelsFirst' as never }),
      'conv2d: dataFormat must be "channelsLast", got "channelsFirst".',
    ],
    [() => conv2d({ filters: 3, kernelSize: 3, groups: 2 }), 'conv2d: groups must divide filters 3, got 2.'],
    [
      () => conv2d({ filters: 4, kernelSize: 3, groups: 2 }).build([null, 8, 8, 3]),
      'conv2d: groups must divide channels 3, got 2.',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3 }).build([32, 784]),
      'conv2d: input must have rank 4 [batch, height, width, channels], got shape [32, 784].',
    ],
    [
      () => conv2d({ filters: 1, kernelSize: 3 }).outputShape([null, 2, 2, 1]),
      'conv2d: kernelSize [3, 3] does not fit into input of shape [null, 2, 2, 1].',
    ],
    [
      () => {
        const layer = conv2d({ filters: 1, kernelSize: 3, name: 'stem' });
        try {
          layer.build([null, 8, 8, 1]);
          layer.outputShape([null, 8, 8, 3]);
        } finally {
          layer.dispose();
        }
      },
      'stem: built for 1 channels, got input of shape [null, 8, 8, 3].',
    ],
  ],
});
