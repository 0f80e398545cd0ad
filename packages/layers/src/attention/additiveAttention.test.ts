import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { additiveAttention } from './additiveAttention.js';

testLayer(additiveAttention, {
  cases: [
    {
      title: 'query and value',
      options: {},
      input: [
        [2, 3, 4],
        [2, 2, 4],
      ],
      weights: { scale: [4] },
    },
    {
      title: 'a key of its own, causal, unscaled',
      options: { useScale: false, useCausalMask: true },
      input: [
        [1, 3, 2],
        [1, 3, 3],
        [1, 3, 2],
      ],
    },
  ],
  refuses: [
    [() => additiveAttention({ dropout: -0.1 }), 'additiveAttention: dropout must be in [0, 1), got -0.1.'],
    [
      () =>
        additiveAttention().build([
          [2, 3, 4],
          [2, 3, 5],
        ]),
      'additiveAttention: query has 4 features but key has 5.',
    ],
  ],
});

test('the formula, in float64', () =>
  tidy(() => {
    const [q, k, v, scale] = [
      [0.3, -0.5],
      [
        [0.1, 0.7],
        [-0.9, 0.2],
        [1.1, 0],
      ],
      [1, 2, 4],
      [2, -1],
    ];
    const layer = additiveAttention();
    layer.build([
      [1, 1, 2],
      [1, 3, 1],
      [1, 3, 2],
    ]);
    layer.weights.scale!.assign(tensor(scale));
    const scores = k.map((key) => Math.exp(key.reduce((sum, x, f) => sum + scale[f]! * Math.tanh(q[f]! + x), 0)));
    const total = scores.reduce((a, b) => a + b);
    const mean = scores.reduce((sum, s, j) => sum + (s / total) * v[j]!, 0);
    expectClose(layer.call([tensor([[q]]), tensor([v.map((x) => [x])]), tensor([k])]), [mean]);
    layer.dispose();
  }));
