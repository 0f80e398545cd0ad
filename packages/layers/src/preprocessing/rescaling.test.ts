import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { rescaling } from './rescaling.js';

testLayer(rescaling, {
  cases: [
    { title: 'scaled', options: { scale: 0.5 }, input: [2, 3] },
    { title: 'and moved', options: { scale: 2, offset: -1 }, input: [2, 2, 2] },
    { title: 'of integers', options: { scale: 0.1 }, input: [4], dtype: 'int32', values: (i) => i },
  ],
  refuses: [
    [() => rescaling({ scale: Number.NaN }), 'rescaling: scale must be a finite number, got NaN.'],
    [() => rescaling({ scale: 1, offset: Infinity }), 'rescaling: offset must be a finite number, got Infinity.'],
  ],
});

test('bytes become numbers from 0 to 1', () => {
  const y = rescaling({ scale: 1 / 255 }).call(tensor1d([0, 51, 255], 'int32'));
  expect(y.dtype).toBe('float32');
  expectClose(y, [0, 0.2, 1]);
});
