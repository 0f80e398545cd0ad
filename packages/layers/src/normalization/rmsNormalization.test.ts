import { readFixture, testLayer } from '@tenonjs/testing';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { rmsNormalization } from './rmsNormalization.js';

testLayer(rmsNormalization, {
  cases: [
    { title: 'features', options: {}, input: [3, 4], weights: { scale: [4] } },
    { title: 'of time steps', options: { epsilon: 0.1 }, input: [2, 3, 5], weights: { scale: [5] } },
    { title: 'another axis', options: { axis: 1 }, input: [2, 3, 2], weights: { scale: [3] } },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/rmsNormalization.json'),
  refuses: [
    [() => rmsNormalization({ axis: 0.5 }), 'rmsNormalization: axis must be an integer, got 0.5.'],
    [() => rmsNormalization({ epsilon: 0 }), 'rmsNormalization: epsilon must be a positive number, got 0.'],
    [
      () => rmsNormalization({ axis: 2 }).build([2, 3]),
      'rmsNormalization: axis must be one of 1 to 1 for rank 2, got 2.',
    ],
    [
      () => rmsNormalization().build([3]),
      'rmsNormalization: input must have rank 2 or more [batch, …, features], got shape [3].',
    ],
  ],
});

test('divides by the root mean square, not by the deviation', () => {
  tidy(() => {
    const layer = rmsNormalization({ epsilon: 1e-12 });
    const x = [1, 5, -2, 0.5];
    layer.build([1, 4]);
    layer.weights.scale!.assign(tensor([1, 2, 3, 4]));
    const rms = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / 4);
    const y = layer.call(tensor([x])).dataSync();
    x.forEach((v, i) => {
      expect(y[i]).toBeCloseTo(((i + 1) * v) / rms, 5);
    });
    layer.dispose();
  });
});
