import { gelu, relu, tanh } from '@tenonjs/activations';
import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { ones, type Scalar, sum, type Tensor, tensor, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { transformerEncoder } from './transformerEncoder.js';

const weights = (features: number, heads: number, inner: number) => {
  const depth = features / heads;
  return {
    'attention/queryKernel': [features, heads, depth],
    'attention/queryBias': [heads, depth],
    'attention/keyKernel': [features, heads, depth],
    'attention/keyBias': [heads, depth],
    'attention/valueKernel': [features, heads, depth],
    'attention/valueBias': [heads, depth],
    'attention/outputKernel': [heads, depth, features],
    'attention/outputBias': [features],
    'attentionNorm/gamma': [features],
    'attentionNorm/beta': [features],
    'feedforwardIntermediate/kernel': [features, inner],
    'feedforwardIntermediate/bias': [inner],
    'feedforwardOutput/kernel': [inner, features],
    'feedforwardOutput/bias': [features],
    'feedforwardNorm/gamma': [features],
    'feedforwardNorm/beta': [features],
  };
};

// Few features have a sharp norm: finite differences want a larger ε.
const smooth = { activation: tanh, layerNormEpsilon: 0.5 };

testLayer(transformerEncoder, {
  cases: [
    {
      title: 'after, with dropout',
      options: { ...smooth, intermediateDim: 3, numHeads: 2, dropout: 0.2, activationDropout: 0.3, seed: 4 },
      input: [2, 3, 4],
      weights: weights(4, 2, 3),
    },
    {
      title: 'before, causal, masked',
      options: { ...smooth, intermediateDim: 3, numHeads: 1, normalizeFirst: true, useCausalMask: true },
      input: [2, 3, 2],
      masks: [{ shape: [2, 3], data: [1, 1, 0, 1, 1, 1] }],
      weights: weights(2, 1, 3),
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/transformerEncoder.json'),
  options: ({ activation, ...options }) => ({ ...options, activation: { relu, gelu }[activation as 'relu'] }) as any,
  refuses: [
    [
      () => transformerEncoder({ intermediateDim: 0, numHeads: 1 }),
      'transformerEncoder: intermediateDim must be a positive integer, got 0.',
    ],
    [
      () => transformerEncoder({ intermediateDim: 1, numHeads: 1, dropout: 2 }),
      'transformerEncoder: dropout must be in [0, 1), got 2.',
    ],
    [
      () => transformerEncoder({ intermediateDim: 1, numHeads: 3 }).build([null, 5, 4]),
      'transformerEncoder: the features must be a multiple of numHeads, got 4 features and 3 heads.',
    ],
    [
      () => transformerEncoder({ intermediateDim: 1, numHeads: 1 }).build([null, 4]),
      'transformerEncoder: input must have rank 3 [batch, time, features], got shape [null, 4].',
    ],
    [
      () => transformerEncoder({ intermediateDim: 1, numHeads: 1 }).build([null, 4, null]),
      'transformerEncoder: features of input must be known to build, got shape [null, 4, null].',
    ],
    [
      () =>
        transformerEncoder({ intermediateDim: 1, numHeads: 1, kernelInitializer: () => zeros([1]) }).build([
          null,
          4,
          2,
        ]),
      'multiHeadAttention: initializer of queryKernel must give shape [2, 1, 2], got [1].',
    ],
  ],
});

test('relu is its activation where none is given', () => {
  const options = { intermediateDim: 3, numHeads: 1 };
  const [plain, given] = [transformerEncoder(options), transformerEncoder({ ...options, activation: relu })];
  const x = tensor([0.5, -1, 2, 0.3], [1, 2, 2]);
  for (const layer of [plain, given]) layer.build(x.shape, { seed: 2 });
  expectClose(plain.call(x), given.call(x).dataSync(), 0);
  plain.dispose();
  given.dispose();
});

test('what a masked time step holds changes no other', () => {
  const layer = transformerEncoder({ intermediateDim: 3, numHeads: 2 });
  const mask = tensor([1, 1, 0], [1, 3], 'bool');
  const of = (last: number) =>
    (layer.call(tensor([1, 2, 3, -4, last, -last], [1, 3, 2]), { mask }).arraySync() as number[][][])[0]!.slice(0, 2);
  expectClose(of(1).flat(), of(9).flat(), 0);
  layer.dispose();
});

test('gives the penalty on its output to the context', () => {
  const activityRegularizer = (y: Tensor) => sum<Scalar>(y);
  const layer = transformerEncoder({ intermediateDim: 3, numHeads: 2, activityRegularizer });
  const losses: Tensor[] = [];
  const y = layer.call(ones([2, 3, 4]), { training: true, addLoss: (loss) => losses.push(loss) });
  expectClose(losses[0]!, sum(y).dataSync());
  layer.dispose();
});

test('an inner layer that cannot be built leaves nothing, and the block unbuilt', () => {
  let calls = 0;
  const kernelInitializer = (shape: readonly number[]) => zeros(calls++ < 4 ? [...shape] : [1]);
  const layer = transformerEncoder({ intermediateDim: 3, numHeads: 1, kernelInitializer });
  expect(() => layer.build([null, 2, 2])).toThrow('dense: initializer of kernel must give shape [2, 3], got [1].');
  expect(layer.weights).toEqual({});
});
