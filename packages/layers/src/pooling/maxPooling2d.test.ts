import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { engine, getBackend, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { maxPoolGradient } from './maxPool.js';
import { maxPooling2d } from './maxPooling2d.js';

/** Far enough apart that a finite difference changes no winner. */
const apart = (i: number): number => ((i * 37) % 101) * 0.2 - 10;

testLayer(maxPooling2d, {
  cases: [
    { title: '2×2', options: {}, input: [2, 4, 6, 2], values: apart },
    { title: '3×2, overlapping', options: { poolSize: [3, 2], strides: 1 }, input: [1, 4, 4, 2], values: apart },
    { title: 'same', options: { poolSize: 3, strides: 2, padding: 'same' }, input: [1, 5, 4, 2], values: apart },
    { title: 'all negative', options: { padding: 'same' }, input: [1, 5, 5, 2], values: (i) => apart(i) - 20 },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/maxPooling2d.json'),
  refuses: [
    [() => maxPooling2d({ poolSize: 0 }), 'maxPooling2d: poolSize must be a positive integer, got 0.'],
    [() => maxPooling2d({ strides: 1.5 }), 'maxPooling2d: strides must be a positive integer, got 1.5.'],
    [() => maxPooling2d({ padding: 'full' as never }), 'maxPooling2d: padding must be "valid" or "same", got "full".'],
    [
      () => maxPooling2d({ dataFormat: 'channelsFirst' as never }),
      'maxPooling2d: dataFormat must be "channelsLast", got "channelsFirst".',
    ],
    [
      () => maxPooling2d().build([null, 4, 4]),
      'maxPooling2d: input must have rank 4 [batch, height, width, channels], got shape [null, 4, 4].',
    ],
    [
      () => maxPooling2d({ poolSize: 5 }).outputShape([null, 4, 4, 1]),
      'maxPooling2d: poolSize [5, 5] does not fit into input of shape [null, 4, 4, 1].',
    ],
  ],
});

test('of equal numbers one takes the gradient, the first but on WebGPU', () => {
  const x = tensor4d([0, 0, 0, 0], [1, 2, 2, 1]);
  const dy = tensor4d([5], [1, 1, 1, 1]);
  // tfjs's own kernel there gives it to the last.
  const expected = getBackend() === 'webgpu' ? [0, 0, 0, 5] : [5, 0, 0, 0];
  expectClose(engine().gradients(() => maxPooling2d().call(x), [x], dy).grads[0]!, expected);
});

test('the portable gradient sends every dy to the first of the largest', () => {
  const x = tensor4d([-1, -1, -3, -2, -5, -4, -2, -2, -2], [1, 3, 3, 1]);
  const y = tensor4d([-1, -1, -2, -2], [1, 2, 2, 1]);
  const dy = tensor4d([1, 2, 4, 8], [1, 2, 2, 1]);
  const dx = maxPoolGradient(dy, x, y, { filterSize: [2, 2], strides: [1, 1], pad: 'valid' });
  expect(Array.from(dx.dataSync())).toEqual([1, 2, 0, 4, 0, 0, 0, 0, 0].map((v, i) => (i === 3 ? 4 : i === 7 ? 8 : v)));
});
