import { hardSigmoid, sigmoid, silu, tanh } from '@tenonjs/activations';
import { expectClose, expectNoLeak, readFixture, testLayer } from '@tenonjs/testing';
import { cast, dispose, memory, slice, type Tensor, tensor, tidy, zeros as zerosOf } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { type LstmOptions, lstm } from './lstm.js';

const weights = (features: number, units: number) => ({
  kernel: [features, 4 * units],
  recurrentKernel: [units, 4 * units],
  bias: [4 * units],
});
const mask = [
  [1, 1, 0],
  [0, 1, 1],
];

testLayer(joined<LstmOptions>(lstm), {
  cases: [
    { title: 'the last output', options: { units: 3 }, input: [2, 3, 2], weights: weights(2, 3) },
    {
      title: 'sequences and states, backwards and masked',
      options: { units: 2, returnSequences: true, returnState: true, goBackwards: true, mask },
      input: [
        [2, 3, 2],
        [2, 2],
        [2, 2],
      ],
      weights: weights(2, 2),
    },
    {
      title: 'dropout of inputs and states',
      options: { units: 2, dropout: 0.4, recurrentDropout: 0.4, seed: 3 },
      input: [2, 3, 2],
      weights: weights(2, 2),
    },
    {
      title: 'dropout of states, masked',
      options: { units: 2, recurrentDropout: 0.4, seed: 4, mask, returnSequences: true, zeroOutputForMask: true },
      input: [2, 3, 1],
      weights: weights(1, 2),
    },
    {
      title: 'activations that are functions alone',
      options: {
        units: 2,
        activation: silu,
        recurrentActivation: hardSigmoid,
        recurrentDropout: 0.3,
        unitForgetBias: false,
        returnState: true,
        mask,
      },
      input: [2, 3, 1],
      weights: weights(1, 2),
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/lstm.json'),
  refuses: [
    [() => lstm({ units: 0 }), 'lstm: units must be a positive integer, got 0.'],
    [() => lstm({ units: 2, dropout: 1 }), 'lstm: dropout must be in [0, 1), got 1.'],
    [() => lstm({ units: 2, recurrentDropout: -1 }), 'lstm: recurrentDropout must be in [0, 1), got -1.'],
    [
      () => lstm({ units: 2 }).build([null, 5]),
      'lstm: input must have rank 3 [batch, time, features], got shape [null, 5].',
    ],
    [() => lstm({ units: 2 }).call(zerosOf([2, 0, 3])), 'lstm: input must have time steps, got shape [2, 0, 3].'],
    [
      () => lstm({ units: 2 }).build([null, 5, null]),
      'lstm: features must be known to build, got shape [null, 5, null].',
    ],
    [
      () => lstm({ units: 2 }).call([zerosOf([2, 3, 1]), zerosOf([2, 2])]),
      'lstm: states must have shapes [2, 2] and [2, 2], got [2, 2].',
    ],
    [
      () => lstm({ units: 2 }).call([zerosOf([2, 3, 1]), zerosOf([2, 2]), zerosOf([2, 3])]),
      'lstm: states must have shapes [2, 2] and [2, 2], got [2, 2] and [2, 3].',
    ],
    [
      () => {
        const layer = lstm({ units: 2 });
        try {
          layer.call(zerosOf([2, 3, 1]), { mask: zerosOf([2, 2], 'bool') });
        } finally {
          layer.dispose();
        }
      },
      'lstm: mask must have shape [2, 3] for input of shape [2, 3, 1], got shape [2, 2].',
    ],
  ],
});

const x = tensor(
  Array.from({ length: 12 }, (_, i) => Math.sin(i)),
  [2, 3, 2],
);
const first = (y: Tensor): Float32Array => y.dataSync().slice() as Float32Array;

test('the activations it has by default are those of their names, and operations step by step agree with them', () => {
  tidy(() => {
    const options = { units: 3, returnSequences: true } as const;
    const layer = lstm(options);
    layer.build([null, 3, 2], { seed: 1 });
    const expected = first(layer.call(x));
    const others: LstmOptions[] = [
      { ...options, activation: tanh, recurrentActivation: sigmoid },
      { ...options, activation: (x) => tanh(x), recurrentActivation: (x) => sigmoid(x) },
      { ...options, activation: (x) => tanh(x) },
    ];
    for (const other of others) {
      const twin = lstm(other);
      twin.build([null, 3, 2], { seed: 1 });
      expectClose(twin.call(x), expected);
      twin.dispose();
    }
    layer.dispose();
  });
});

test('the forget gate starts open', () => {
  const layer = lstm({ units: 2 });
  layer.build([null, 3, 2]);
  expectClose(layer.weights.bias!, [0, 0, 1, 1, 0, 0, 0, 0], 0);
  layer.dispose();
});

test('stateful: two halves of a sequence give what the whole gives, and it forgets when told', async () => {
  const layer = lstm({ units: 3, stateful: true, returnSequences: true });
  const whole = lstm({ units: 3, returnSequences: true });
  layer.build([null, 1, 2], { seed: 2 });
  whole.build([null, 1, 2], { seed: 2 });
  const [head, tail] = [slice(x, [0, 0, 0], [2, 1, 2]), slice(x, [0, 1, 0], [2, 2, 2])];
  const expected = whole.call(x);
  for (let round = 0; round < 2; round++) {
    layer.resetState();
    const [a, b] = [layer.call(head), layer.call(tail)];
    expectClose(a, slice(expected, [0, 0, 0], [2, 1, 3]));
    expectClose(b, slice(expected, [0, 1, 0], [2, 2, 3]));
  }
  expect(() => layer.call(slice(x, [0, 0, 0], [1, 3, 2]))).toThrow(
    new RangeError('lstm: the states it carries are of a batch of 2, got a batch of 1; call resetState() first.'),
  );
  await expectNoLeak(() => dispose(layer.call(head)));
  const before = memory().numTensors;
  layer.dispose();
  expect(before - memory().numTensors).toBe(5);
  whole.dispose();
});

test('a mask of padding gives what the shorter sequence gives', () => {
  tidy(() => {
    const layer = lstm({ units: 3 });
    const padded = tensor(
      [
        [1, 1, 0],
        [1, 1, 0],
      ],
      [2, 3],
      'bool',
    );
    const y = layer.call(x, { mask: padded });
    expectClose(y, layer.call(slice(x, [0, 0, 0], [2, 2, 2])));
    layer.dispose();
  });
});

test('whole numbers are numbers, and a batch of none gives none', () => {
  tidy(() => {
    const layer = lstm({ units: 3, returnSequences: true });
    const whole = tensor([1, 0, -2, 3, 1, 1], [1, 3, 2]);
    expectClose(layer.call(cast(whole, 'int32')), layer.call(whole), 0);
    expect(layer.call(zerosOf([0, 3, 2])).shape).toEqual([0, 3, 3]);
    layer.dispose();
  });
});
