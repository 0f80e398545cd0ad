import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { dispose, engine, memory, ones, slice, sum, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { multiHeadAttention } from './multiHeadAttention.js';

const weights = (features: number, heads: number, depth: number, value = depth, output = features) => ({
  queryKernel: [features, heads, depth],
  queryBias: [heads, depth],
  keyKernel: [features, heads, depth],
  keyBias: [heads, depth],
  valueKernel: [features, heads, value],
  valueBias: [heads, value],
  outputKernel: [heads, value, output],
  outputBias: [output],
});

testLayer(multiHeadAttention, {
  cases: [
    {
      title: 'cross attention',
      options: { numHeads: 2, keyDim: 2 },
      input: [
        [2, 2, 3],
        [2, 3, 3],
      ],
      weights: weights(3, 2, 2),
    },
    {
      title: 'all options, with dropout',
      options: { numHeads: 2, keyDim: 2, valueDim: 1, outputShape: 4, dropout: 0.4, useCausalMask: true, seed: 1 },
      input: [
        [2, 3, 3],
        [2, 3, 3],
        [2, 3, 3],
      ],
      weights: weights(3, 2, 2, 1, 4),
    },
    {
      title: 'masks, one row of them all closed',
      options: { numHeads: 1, keyDim: 2, useBias: false },
      input: [
        [2, 2, 2],
        [2, 3, 2],
      ],
      masks: [null, { shape: [2, 3], data: [1, 1, 0, 0, 0, 0] }],
      weights: { queryKernel: [2, 1, 2], keyKernel: [2, 1, 2], valueKernel: [2, 1, 2], outputKernel: [1, 2, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/multiHeadAttention.json'),
  refuses: [
    [
      () => multiHeadAttention({ numHeads: 0, keyDim: 2 }),
      'multiHeadAttention: numHeads must be a positive integer, got 0.',
    ],
    [
      () => multiHeadAttention({ numHeads: 1, keyDim: 1.5 }),
      'multiHeadAttention: keyDim must be a positive integer, got 1.5.',
    ],
    [
      () => multiHeadAttention({ numHeads: 1, keyDim: 1, outputShape: [0] }),
      'multiHeadAttention: outputShape must be a positive integer, got 0.',
    ],
    [
      () => multiHeadAttention({ numHeads: 1, keyDim: 1, dropout: 1 }),
      'multiHeadAttention: dropout must be in [0, 1), got 1.',
    ],
    [
      () => multiHeadAttention({ numHeads: 1, keyDim: 1 }).build([2, 3, 4] as never),
      'multiHeadAttention: input must be [query, value] or [query, value, key], got 1 tensor.',
    ],
    [
      () =>
        multiHeadAttention({ numHeads: 1, keyDim: 1 }).build([
          [2, 3, 4],
          [2, 3],
        ]),
      'multiHeadAttention: value must have rank 3 [batch, time, features], got shape [2, 3].',
    ],
    [
      () =>
        multiHeadAttention({ numHeads: 1, keyDim: 1 }).build([
          [2, 3, 4],
          [3, 3, 4],
        ]),
      'multiHeadAttention: query has 2 samples but value has 3.',
    ],
    [
      () =>
        multiHeadAttention({ numHeads: 1, keyDim: 1 }).build([
          [2, 3, 4],
          [2, 3, 4],
          [2, 5, 4],
        ]),
      'multiHeadAttention: value has 3 time steps but key has 5.',
    ],
    [
      () =>
        multiHeadAttention({ numHeads: 1, keyDim: 1 }).build([
          [2, 3, null],
          [2, 3, 4],
        ]),
      'multiHeadAttention: features of query must be known to build, got shape [2, 3, null].',
    ],
    [
      () => {
        const layer = multiHeadAttention({ numHeads: 1, keyDim: 1, name: 'look' });
        layer.build([
          [2, 3, 4],
          [2, 3, 4],
        ]);
        try {
          layer.call([zeros([2, 3, 4]), zeros([2, 3, 5])]);
        } finally {
          layer.dispose();
        }
      },
      'look: built for 4 features of key, got key of shape [2, 3, 5].',
    ],
    [
      () => {
        const layer = multiHeadAttention({ numHeads: 1, keyDim: 1 });
        const x = zeros([2, 3, 4]);
        layer.build([x.shape, x.shape]);
        try {
          layer.call([x, x], { masks: [null, ones([2, 4], 'bool')] });
        } finally {
          layer.dispose();
        }
      },
      'multiHeadAttention: the mask of value must have shape [2, 3] or [2, 3, 3] or [2, 1, 3, 3], got [2, 4].',
    ],
    [
      () => multiHeadAttention({ numHeads: 1, keyDim: 1 }).remember(zeros([1, 1, 1])),
      'multiHeadAttention: must be built first; call it once, or build it.',
    ],
  ],
});

const numbers = (shape: number[], seed = 0): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1.3 * i + seed)),
    shape,
  );

test('gives its probabilities, which sum to one over what is seen, and their gradient', () => {
  const layer = multiHeadAttention({ numHeads: 2, keyDim: 3, returnAttentionScores: true, useCausalMask: true });
  const x = numbers([2, 4, 5]);
  const [y, scores] = layer.call([x, x]);
  expect(layer.outputShape([x.shape, x.shape])).toEqual([y!.shape, scores!.shape]);
  expect(scores!.shape).toEqual([2, 2, 4, 4]);
  expectClose(sum(scores!, -1), new Array(16).fill(1));
  const upper = (scores!.arraySync() as number[][][][]).flat(2).flatMap((row, i) => row.slice((i % 4) + 1));
  expect(new Set(upper)).toEqual(new Set([0]));
  const { grads } = engine().gradients(() => layer.call([x, x])[1]!, [
    layer.weights.queryKernel!,
    layer.weights.valueKernel!,
  ] as Tensor[]);
  // Each row sums to one whatever the query: a constant gradient of the probabilities moves nothing.
  expectClose(grads[0]!, new Float32Array(30), 1e-6);
  expectClose(grads[1]!, new Float32Array(30), 0);
  layer.dispose();
});

test('a query that may see nothing gets the output bias', () => {
  const layer = multiHeadAttention({ numHeads: 1, keyDim: 2 });
  const x = numbers([1, 2, 3]);
  layer.build([x.shape, x.shape]);
  layer.weights.outputBias!.assign(tensor([1, 2, 3]) as never);
  const closed = zeros([1, 2], 'bool');
  expectClose(layer.call([x, x], { masks: [null, closed] }), [1, 2, 3, 1, 2, 3]);
  layer.dispose();
});

test('passes on the mask of its query', () => {
  const layer = multiHeadAttention({ numHeads: 1, keyDim: 2 });
  const mask = ones([1, 2], 'bool');
  expect(layer.outputMask!([], mask, [mask, null])).toBe(mask);
  expect(layer.outputMask!([], null, [null, mask])).toBe(null);
});

test.each([1, 3])('step by step, %i at a time, from its memory as all steps at once', async (size) => {
  const layer = multiHeadAttention({ numHeads: 2, keyDim: 3, useCausalMask: true });
  const x = numbers([2, 6, 4]);
  const whole = layer.call([x, x]);
  const decode = () => {
    let cache: ReturnType<typeof layer.remember> | undefined;
    for (let t = 0; t < 6; t += size) {
      const now = slice(x, [0, t, 0], [2, size, 4]);
      const next = layer.remember(now, cache);
      const y = layer.recall(now, next);
      expectClose(y, slice(whole, [0, t, 0], [2, size, 4]).dataSync(), 1e-6);
      dispose([cache ?? {}, now, y] as never);
      cache = next;
    }
    dispose(cache!);
  };
  tidy(decode);
  const before = memory().numTensors;
  tidy(decode);
  expect(memory().numTensors).toBe(before);
  layer.dispose();
});

test('cross attention from memory as from its input', () => {
  const layer = multiHeadAttention({ numHeads: 2, keyDim: 3 });
  const [x, encoded] = [numbers([2, 2, 4]), numbers([2, 5, 3], 1)];
  const whole = layer.call([x, encoded]);
  expectClose(layer.recall(x, layer.remember(encoded)), whole.dataSync(), 1e-6);
  layer.dispose();
});
