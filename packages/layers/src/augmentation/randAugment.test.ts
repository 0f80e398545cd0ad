import { testLayer } from '@tenonjs/testing';
import { max, min, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randAugment } from './randAugment.js';

testLayer(randAugment, {
  cases: [
    { title: 'of integers', options: {}, input: [2, 4, 4, 3], dtype: 'int32', values: (i) => (i * 37) % 256 },
    {
      title: 'in another range',
      options: { numOps: 3, factor: 0.3, valueRange: [0, 1] as const, interpolation: 'nearest' as const },
      input: [2, 4, 4, 3],
      dtype: 'int32',
      values: (i) => i % 2,
    },
  ],
  refuses: [
    [() => randAugment({ numOps: 0 }), 'randAugment: numOps must be a positive integer, got 0.'],
    [() => randAugment({ factor: 2 }), 'randAugment: factor must be a number or two from 0 to 1, got 2.'],
    [
      () => randAugment({ valueRange: [0, 0] }),
      'randAugment: valueRange must be a lower and a higher number, got [0, 0].',
    ],
    [() => randAugment().build([1, 2, 2, 1]), 'randAugment: input must have 3 channels, got shape [1, 2, 2, 1].'],
  ],
});

const image = Float32Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 53) % 200);

test('every change keeps to the range, and most of them change something', () => {
  const x = tensor4d(image, [1, 8, 8, 3]);
  const layer = randAugment({ numOps: 1, factor: 0.5 });
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const y = layer.call(x, { training: true, seed });
    expect(min(y).dataSync()[0]).toBeGreaterThanOrEqual(0);
    expect(max(y).dataSync()[0]).toBeLessThanOrEqual(255);
    expect(Array.from(y.dataSync()).every(Number.isFinite)).toBe(true);
    seen.add(y.dataSync().join());
  }
  // Stretching, equalizing and posterizing draw nothing: the same each time.
  expect(seen.size).toBeGreaterThan(40);
  expect(seen.size).toBeLessThan(60);
});

test('changes nothing at inference', () => {
  const x = tensor4d(image, [1, 8, 8, 3]);
  expect(Array.from(randAugment().call(x).dataSync())).toEqual(Array.from(image));
});
