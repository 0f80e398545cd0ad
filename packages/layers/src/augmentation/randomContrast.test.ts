import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomContrast } from './randomContrast.js';

testLayer(randomContrast, {
  cases: [
    {
      title: 'in a range that is not left',
      options: { factor: 0.5, valueRange: [-3, 3] as const },
      input: [2, 2, 3, 2],
    },
  ],
  refuses: [
    [() => randomContrast({ factor: -0.1 }), 'randomContrast: factor must be a number or two from 0 to 1, got -0.1.'],
    [
      () => randomContrast({ factor: [0, 2] }),
      'randomContrast: factor must be a number or two from 0 to 1, got [0,2].',
    ],
  ],
});

test('moves pixels away from the mean of their channel', () => {
  // Drawn from 1 to 1.
  const x = tensor4d([100, 100, 120, 108], [1, 1, 2, 2]);
  expectClose(randomContrast({ factor: 0 }).call(x, { training: true }), [100, 100, 120, 108]);
  const [a, b, c, d] = randomContrast({ factor: [0, 1] })
    .call(x, { training: true, seed: 1 })
    .dataSync();
  expect(c! - a!).toBeGreaterThan(20);
  expectClose([(a! + c!) / 2], [110]);
  expectClose([(d! - b!) / (c! - a!)], [8 / 20]);
});
