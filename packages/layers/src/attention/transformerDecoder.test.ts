import { gelu, relu, tanh } from '@tenonjs/activations';
import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { dispose, memory, slice, sum, type Tensor, tensor, tidy, type Variable, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { multiHeadAttention } from './multiHeadAttention.js';
import { type DecoderCache, transformerDecoder } from './transformerDecoder.js';

const attention = (part: string, features: number, encoded: number) => ({
  [`${part}/queryKernel`]: [features, 1, features],
  [`${part}/queryBias`]: [1, features],
  [`${part}/keyKernel`]: [encoded, 1, features],
  [`${part}/keyBias`]: [1, features],
  [`${part}/valueKernel`]: [encoded, 1, features],
  [`${part}/valueBias`]: [1, features],
  [`${part}/outputKernel`]: [1, features, features],
  [`${part}/outputBias`]: [features],
  [`${part}Norm/gamma`]: [features],
  [`${part}Norm/beta`]: [features],
});

const feedforward = {
  'feedforwardIntermediate/kernel': [2, 3],
  'feedforwardIntermediate/bias': [3],
  'feedforwardOutput/kernel': [3, 2],
  'feedforwardOutput/bias': [2],
  'feedforwardNorm/gamma': [2],
  'feedforwardNorm/beta': [2],
};

// Few features have a sharp norm: finite differences want a larger ε.
const smooth = { activation: tanh, layerNormEpsilon: 0.5 };

testLayer(transformerDecoder, {
  cases: [
    {
      title: 'with an encoder, masked',
      options: { ...smooth, intermediateDim: 3, numHeads: 1, normalizeFirst: true },
      input: [
        [2, 3, 2],
        [2, 2, 3],
      ],
      masks: [null, { shape: [2, 2], data: [1, 0, 1, 1] }],
      weights: { ...attention('selfAttention', 2, 2), ...attention('crossAttention', 2, 3), ...feedforward },
    },
    {
      title: 'alone, with dropout',
      options: { ...smooth, intermediateDim: 3, numHeads: 1, normalizeFirst: true, dropout: 0.2, seed: 9 },
      input: [2, 3, 2],
      weights: { ...attention('selfAttention', 2, 2), ...feedforward },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/transformerDecoder.json'),
  options: ({ activation, ...options }) => ({ ...options, activation: { relu, gelu }[activation as 'relu'] }) as any,
  refuses: [
    [
      () => transformerDecoder({ intermediateDim: 3, numHeads: 0 }),
      'transformerDecoder: numHeads must be a positive integer, got 0.',
    ],
    [
      () =>
        transformerDecoder({ intermediateDim: 3, numHeads: 1 }).build([
          [null, 2, 2],
          [null, 2],
        ]),
      'transformerDecoder: encoded must have rank 3 [batch, time, features], the features known, got shape [null, 2].',
    ],
    [
      () => {
        const layer = transformerDecoder({ intermediateDim: 3, numHeads: 1 });
        layer.build([null, 2, 2]);
        try {
          layer.call([zeros([1, 2, 2]), zeros([1, 2, 2])]);
        } finally {
          layer.dispose();
        }
      },
      'transformerDecoder: built for x alone, got [x, encoded].',
    ],
    [
      () => transformerDecoder({ intermediateDim: 3, numHeads: 1 }).decode(zeros([1, 1, 2])),
      'transformerDecoder: must be built first; call it once, or build it.',
    ],
  ],
});

const numbers = (shape: number[], seed = 0): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1.3 * i + seed)),
    shape,
  );

test.each([
  ['alone', undefined],
  ['with an encoder', numbers([2, 4, 3], 2)],
])('%s, step by step as all steps at once', (_, encoded) => {
  const layer = transformerDecoder({ intermediateDim: 5, numHeads: 2 });
  const x = numbers([2, 5, 4]);
  const whole = layer.call(encoded ? [x, encoded] : x);
  const run = () => {
    let before: DecoderCache | undefined;
    for (let t = 0; t < 5; t++) {
      const now = slice(x, [0, t, 0], [2, 1, 4]);
      const first = encoded && t === 0 ? { encoded } : {};
      const { output, cache } = layer.decode(now, { ...(before ? { before } : first) });
      expectClose(output, slice(whole, [0, t, 0], [2, 1, 4]).dataSync(), 2e-6);
      dispose([now, output]);
      if (before) dispose(before);
      before = cache;
    }
    dispose(before!);
  };
  const alive = memory().numTensors;
  run();
  expect(memory().numTensors - alive, 'tensors beside the expected slices').toBe(5);
  tidy(run);
  layer.dispose();
});

test('what it looks at: the encoder, or without one itself', () => {
  const [x, encoded] = [numbers([2, 5, 4]), numbers([2, 4, 3], 2)];
  const alone = transformerDecoder({ intermediateDim: 5, numHeads: 2 });
  alone.call(x);
  const attention = multiHeadAttention({ numHeads: 2, keyDim: 2, useCausalMask: true, returnAttentionScores: true });
  attention.call([x, x]);
  for (const [name, weight] of Object.entries(attention.weights))
    (weight as Variable).assign(alone.weights[`selfAttention/${name}`]!);
  const own = alone.decode(x, { returnAttentionScores: true });
  expectClose(own.scores!, attention.call([x, x])[1]!.dataSync(), 1e-6);

  const looking = transformerDecoder({ intermediateDim: 5, numHeads: 2 });
  looking.call([x, encoded]);
  const { scores, cache } = looking.decode(x, { encoded, returnAttentionScores: true });
  expect(scores!.shape).toEqual([2, 2, 5, 4]);
  expectClose(sum(scores!, -1), new Array(20).fill(1), 1e-6);
  const first = looking.decode(slice(x, [0, 0, 0], [2, 1, 4]), { encoded, returnAttentionScores: true });
  expectClose(first.scores!, slice(scores!, [0, 0, 0, 0], [2, 2, 1, 4]).dataSync(), 1e-6);
  expect('scores' in looking.decode(slice(x, [0, 1, 0], [2, 1, 4]), { before: cache })).toBe(false);
  for (const layer of [alone, attention, looking]) layer.dispose();
});
