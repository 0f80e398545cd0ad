import { relu, sigmoid, silu, tanh } from '@tenonjs/activations';
import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { type GruOptions, gru } from './gru.js';

const weights = (features: number, units: number, resetAfter: boolean) => ({
  kernel: [features, 3 * units],
  recurrentKernel: [units, 3 * units],
  bias: resetAfter ? [2, 3 * units] : [3 * units],
});
const mask = [
  [1, 1, 0],
  [0, 1, 1],
];

testLayer(joined<GruOptions>(gru), {
  cases: [
    { title: 'the last output', options: { units: 3 }, input: [2, 3, 2], weights: weights(2, 3, true) },
    ...[true, false].flatMap((resetAfter) => [
      {
        title: `sequences and states, masked, reset ${resetAfter ? 'after' : 'before'}`,
        options: { units: 2, returnSequences: true, returnState: true, resetAfter, mask } as const,
        input: [
          [2, 3, 2],
          [2, 2],
        ],
        weights: weights(2, 2, resetAfter),
      },
      {
        title: `dropout of states, reset ${resetAfter ? 'after' : 'before'}`,
        options: { units: 2, recurrentDropout: 0.4, seed: 3, resetAfter },
        input: [2, 3, 2],
        weights: weights(2, 2, resetAfter),
      },
      {
        title: `activations that are functions alone, reset ${resetAfter ? 'after' : 'before'}`,
        options: { units: 2, activation: silu, resetAfter },
        input: [2, 2, 1],
        weights: weights(1, 2, resetAfter),
      },
    ]),
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/gru.json'),
  refuses: [
    [() => gru({ units: 0 }), 'gru: units must be a positive integer, got 0.'],
    [
      () => gru({ units: 2 }).call([zeros([2, 3, 1]), zeros([2, 2]), zeros([2, 2])]),
      'gru: states must have shapes [2, 2], got [2, 2] and [2, 2].',
    ],
  ],
});

test('operations step by step agree with the one node, in both conventions', () => {
  const x = tensor(
    Array.from({ length: 12 }, (_, i) => Math.sin(i)),
    [2, 3, 2],
  );
  for (const resetAfter of [true, false]) {
    tidy(() => {
      const run = (options: Partial<GruOptions>): Tensor => {
        const layer = gru({
          units: 3,
          resetAfter,
          returnSequences: true,
          biasInitializer: (shape) =>
            tensor(
              Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.cos(i)),
              [...shape],
            ),
          ...options,
        });
        layer.build([null, 3, 2], { seed: 1 });
        const y = layer.call(x) as Tensor;
        layer.dispose();
        return y;
      };
      const expected = run({});
      expectClose(run({ activation: (x) => tanh(x), recurrentActivation: (x) => sigmoid(x) }), expected);
      const other = run({ activation: relu });
      expectClose(run({ activation: (x) => relu(x) }), other);
    });
  }
});
