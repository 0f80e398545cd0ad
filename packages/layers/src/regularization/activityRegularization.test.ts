import { expectClose, testLayer } from '@tenonjs/testing';
import { type Scalar, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { activityRegularization } from './activityRegularization.js';

testLayer(activityRegularization, {
  cases: [{ title: 'both', options: { l1: 0.1, l2: 0.2 }, input: [2, 3] }],
  refuses: [
    [() => activityRegularization({ l1: -1 }), 'activityRegularization: l1 must be a non-negative number, got -1.'],
  ],
});

test('adds to the loss what the input weighs', () => {
  const losses: Scalar[] = [];
  const layer = activityRegularization({ l1: 0.1, l2: 0.01 });
  expectClose(layer.call(tensor1d([1, -2]), { training: true, addLoss: (loss) => losses.push(loss) }), [1, -2]);
  expect(losses).toHaveLength(1);
  expectClose(losses[0]!, [0.1 * 3 + 0.01 * 5]);
});
