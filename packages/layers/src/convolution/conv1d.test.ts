import { relu, tanh } from '@tenonjs/activations';
import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor3d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { conv1d } from './conv1d.js';

testLayer(conv1d, {
  cases: [
    {
      title: 'valid',
      options: { filters: 2, kernelSize: 3 },
      input: [2, 5, 2],
      weights: { kernel: [3, 2, 2], bias: [2] },
    },
    {
      title: 'same, strides',
      options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same', useBias: false },
      input: [2, 6, 1],
      weights: { kernel: [3, 1, 2] },
    },
    {
      title: 'causal, dilated',
      options: { filters: 1, kernelSize: 2, dilationRate: 2, padding: 'causal', activation: tanh },
      input: [1, 5, 2],
      weights: { kernel: [2, 2, 1], bias: [1] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/conv1d.json'),
  options: ({ activation, ...options }) => ({ ...options, ...(activation && { activation: relu }) }) as any,
  refuses: [
    [() => conv1d({ filters: 1, kernelSize: 0 }), 'conv1d: kernelSize must be a positive integer, got 0.'],
    [() => conv1d({ filters: 1, kernelSize: 2, strides: 0 }), 'conv1d: strides must be a positive integer, got 0.'],
    [
      () => conv1d({ filters: 1, kernelSize: 2, padding: 'full' as never }),
      'conv1d: padding must be "valid" or "same" or "causal", got "full".',
    ],
    [() => conv1d({ filters: 3, kernelSize: 2, groups: 2 }), 'conv1d: groups must divide filters 3, got 2.'],
    [
      () => conv1d({ filters: 2, kernelSize: 2, groups: 2 }).build([null, 5, 3]),
      'conv1d: groups must divide channels 3, got 2.',
    ],
    [
      () => conv1d({ filters: 1, kernelSize: 2 }).build([null, 5]),
      'conv1d: input must have rank 3 [batch, time, channels], got shape [null, 5].',
    ],
    [
      () => conv1d({ filters: 1, kernelSize: 4 }).outputShape([null, 3, 1]),
      'conv1d: kernelSize 4 does not fit into input of shape [null, 3, 1].',
    ],
  ],
});

test('causal: what comes later changes nothing before', () => {
  const layer = conv1d({ filters: 1, kernelSize: 3, dilationRate: 2, padding: 'causal' });
  const a = layer.call(tensor3d([[[1], [2], [3], [4], [5], [6]]])).dataSync();
  const b = layer.call(tensor3d([[[1], [2], [3], [4], [-9], [6]]])).dataSync();
  expectClose(a.slice(0, 4), b.slice(0, 4));
  expect(a[4]).not.toBe(b[4]);
  layer.dispose();
});

test('a time not known yet stays open', () => {
  expect(conv1d({ filters: 4, kernelSize: 3 }).outputShape([null, null, 2])).toEqual([null, null, 4]);
});
