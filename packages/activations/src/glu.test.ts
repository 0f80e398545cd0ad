import { testActivation } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { glu } from './glu.js';

testActivation(import.meta.url, glu, {
  smooth: [{}, { axis: -1 }],
  refused: [[{ axis: 2 }, 'glu: axis must be an axis of x, whose shape is [2, 4], got 2.']],
  outputShape: (shape) => [...shape.slice(0, -1), shape.at(-1)! / 2],
});

test('glu needs two halves', () => {
  expect(() => glu(tensor1d([1, 2, 3]))).toThrow(
    new RangeError('glu: x must be of even size along axis -1, got shape [3].'),
  );
});
