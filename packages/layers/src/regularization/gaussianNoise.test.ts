import { expectClose, testLayer } from '@tenonjs/testing';
import { moments, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { gaussianNoise } from './gaussianNoise.js';

testLayer(gaussianNoise, {
  cases: [{ title: 'noise', options: { stddev: 0.5 }, input: [2, 3, 2] }],
  refuses: [[() => gaussianNoise({ stddev: -1 }), 'gaussianNoise: stddev must be a non-negative number, got -1.']],
});

test('the noise has mean 0 and the deviation asked for', () => {
  const y = gaussianNoise({ stddev: 0.5 }).call(zeros([10000]), { training: true, seed: 1 });
  const { mean, variance } = moments(y);
  expectClose(mean, [0], 0.02);
  expectClose(variance, [0.25], 0.02);
});

test('each call draws anew, a seed draws the same', () => {
  const [layer, again] = [gaussianNoise({ stddev: 1, seed: 3 }), gaussianNoise({ stddev: 1, seed: 3 })];
  const draw = () => Array.from(layer.call(zeros([3]), { training: true }).dataSync());
  const first = draw();
  expect(draw()).not.toEqual(first);
  expect(Array.from(again.call(zeros([3]), { training: true }).dataSync())).toEqual(first);
});
