import { expectClose, testLayer } from '@tenonjs/testing';
import { moments, ones } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { gaussianDropout } from './gaussianDropout.js';

testLayer(gaussianDropout, {
  cases: [{ title: 'half', options: { rate: 0.5 }, input: [2, 3, 2] }],
  refuses: [[() => gaussianDropout({ rate: 1 }), 'gaussianDropout: rate must be in [0, 1), got 1.']],
});

test('the factors have mean 1 and variance rate / (1 − rate)', () => {
  const y = gaussianDropout({ rate: 0.2 }).call(ones([10000]), { training: true, seed: 1 });
  const { mean, variance } = moments(y);
  expectClose(mean, [1], 0.02);
  expectClose(variance, [0.25], 0.02);
});
