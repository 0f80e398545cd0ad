import { relu } from '@tenonjs/activations';
import type { CallContext, Shape } from '@tenonjs/contracts';
import { expectClose, testLayer } from '@tenonjs/testing';
import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { flatten } from '../reshaping/flatten.js';
import { lambda } from './lambda.js';

const flat = flatten();

testLayer(lambda, {
  cases: [
    { title: 'a shape found by trial', options: { function: (x: Tensor) => flat.call(x) }, input: [2, 3, 2] },
    { title: 'a shape given', options: { function: (x: Tensor) => flat.call(x), outputShape: [6] }, input: [2, 3, 2] },
    { title: 'a shape of the input', options: { function: relu, outputShape: (shape: Shape) => shape }, input: [2, 3] },
    { title: 'what goes in', options: { function: (x: Tensor) => x }, input: [2, 3] },
  ],
  refuses: [
    [() => lambda({ function: 'relu' as never }), 'lambda: function must be a function of one tensor, got "relu".'],
    [
      () => lambda({ function: relu }).outputShape([null, null]),
      'lambda: outputShape must be given where sizes are open, got input of shape [null, null].',
    ],
  ],
});

test('is told of training, and has the mask it is given', () => {
  const seen: unknown[] = [];
  const layer = lambda({
    function: (x: Tensor, { training }: CallContext) => {
      seen.push(training);
      return relu(x);
    },
    mask: (_, mask) => mask,
  });
  expectClose(layer.call(tensor1d([-1, 2]), { training: true }), [0, 2]);
  expect(seen).toEqual([true]);
  const mask = tensor1d([true, false], 'bool');
  expect(layer.outputMask?.(mask, mask)).toBe(mask);
  expect(lambda({ function: relu }).outputMask).toBeUndefined();
});
