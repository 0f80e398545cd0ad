import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { discretization } from './discretization.js';

const ints = { dtype: 'int32' as const, values: (i: number) => i - 3 };

testLayer(discretization, {
  cases: [
    { title: 'numbers', options: { binBoundaries: [-1, 0, 2] }, input: [2, 3], ...ints },
    { title: 'one-hot', options: { binBoundaries: [-1, 0, 2], outputMode: 'oneHot' as const }, input: [4, 1], ...ints },
    { title: 'counts', options: { binBoundaries: [-1, 0, 2], outputMode: 'count' as const }, input: [2, 3], ...ints },
  ],
  refuses: [
    [() => discretization({}), 'discretization: one of binBoundaries and numBins must be given, got neither.'],
    [
      () => discretization({ numBins: 2, binBoundaries: [1] }),
      'discretization: one of binBoundaries and numBins must be given, got both.',
    ],
    [() => discretization({ numBins: 0 }), 'discretization: numBins must be a positive integer, got 0.'],
    [() => discretization({ binBoundaries: [1, 1] }), 'discretization: binBoundaries must rise, got [1, 1].'],
    [
      () => discretization({ numBins: 2, name: 'age' }).call(tensor1d([1])),
      'age: boundaries must be known, call adapt(data) first.',
    ],
    [
      () => discretization({ binBoundaries: [1] }).adapt([1]),
      'discretization: adapt needs numBins, binBoundaries were given.',
    ],
    [() => discretization({ numBins: 2 }).adapt([]), 'discretization: data must hold numbers, got none.'],
  ],
});

test('a boundary belongs to the bin above it', () => {
  expectClose(discretization({ binBoundaries: [0, 1] }).call(tensor1d([-0.1, 0, 0.9, 1, 7])), [0, 1, 1, 2, 2]);
});

test('adapted, it gives the bins of Keras and keeps them in its config', () => {
  const layer = discretization({ numBins: 4 });
  const data = tensor2d([
    [-1.5, 1, 3.4, 0.5],
    [0, 3, 1.3, 0],
  ]);
  layer.adapt(data);
  expectClose(layer.call(data), [0, 2, 3, 2, 1, 3, 3, 1]);
  const again = discretization(layer.config as never);
  expectClose(again.call(data), [0, 2, 3, 2, 1, 3, 3, 1]);
  expect((layer.config as { binBoundaries: number[] }).binBoundaries).toHaveLength(3);
});
