import { readFixture, testLayer } from '@tenonjs/testing';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { groupNormalization } from './groupNormalization.js';

testLayer(groupNormalization, {
  cases: [
    { title: 'of an image', options: { groups: 2 }, input: [2, 2, 3, 4], weights: { gamma: [4], beta: [4] } },
    { title: 'without places', options: { groups: 2, center: false }, input: [3, 6], weights: { gamma: [6] } },
    {
      title: 'each channel its own, channels first',
      options: { groups: -1, axis: 1, scale: false },
      input: [2, 3, 4],
      weights: { beta: [3] },
    },
    {
      title: 'one group, of time steps',
      options: { groups: 1, epsilon: 0.1 },
      input: [2, 3, 2],
      weights: { gamma: [2], beta: [2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/groupNormalization.json'),
  refuses: [
    [() => groupNormalization({ groups: 0 }), 'groupNormalization: groups must be a positive integer, got 0.'],
    [() => groupNormalization({ axis: 0.5 }), 'groupNormalization: axis must be an integer, got 0.5.'],
    [() => groupNormalization({ epsilon: -1 }), 'groupNormalization: epsilon must be a positive number, got -1.'],
    [
      () => groupNormalization({ groups: 4 }).build([null, 2, 6]),
      'groupNormalization: groups must divide the 6 channels, got 4.',
    ],
    [
      () => groupNormalization({ axis: 3 }).build([null, 2, 6]),
      'groupNormalization: axis must be one of 1 to 2 for rank 3, got 3.',
    ],
  ],
});

test('agrees with its formula in float64', () => {
  tidy(() => {
    const [batch, places, channels, groups, epsilon] = [2, 5, 6, 3, 1e-3];
    const x = Array.from({ length: batch * places * channels }, (_, i) => Math.sin(1.7 * i) * (1 + (i % 4)));
    const [gamma, beta] = [
      [1, 2, 3, -1, 0.5, 2],
      [0.1, 0, -1, 2, 3, 0],
    ];
    const layer = groupNormalization({ groups, epsilon });
    layer.build([batch, places, channels]);
    layer.weights.gamma!.assign(tensor(gamma));
    layer.weights.beta!.assign(tensor(beta));
    const y = layer.call(tensor(x, [batch, places, channels])).dataSync();
    const size = channels / groups;
    const of = (i: number): [number, number] => [
      Math.floor(i / (places * channels)),
      Math.floor((i % channels) / size),
    ];
    x.forEach((value, i) => {
      const group = x.filter((_, j) => `${of(j)}` === `${of(i)}`);
      const mean = group.reduce((a, b) => a + b) / group.length;
      const variance = group.reduce((a, b) => a + (b - mean) ** 2, 0) / group.length;
      const channel = i % channels;
      expect(y[i]).toBeCloseTo((gamma[channel]! * (value - mean)) / Math.sqrt(variance + epsilon) + beta[channel]!, 4);
    });
    layer.dispose();
  });
});
