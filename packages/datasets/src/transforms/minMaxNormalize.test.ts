import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { minMaxNormalize } from './minMaxNormalize.js';

const x = { data: Float32Array.of(1, 100, 2, 300, 6, 200), shape: [3, 2] };

test('each feature goes from its least to its greatest value', () => {
  const scaler = minMaxNormalize().fit(x);
  expect(scaler.config).toEqual({ axis: -1, range: [0, 1], min: [1, 100], max: [6, 300] });
  const z = scaler.transform(x);
  expectClose(z.data, [0, 0, 0.2, 1, 1, 0.5]);
  expectClose(scaler.inverse(z).data, x.data);
  expectClose(scaler.transform({ data: Float32Array.of(11, 0), shape: [1, 2] }).data, [2, -0.5]);
});

test('the range can be another', () => {
  const scaler = minMaxNormalize({ range: [-1, 1], axis: null }).fit(x);
  expectClose(scaler.transform({ data: Float32Array.of(1, 300, 150.5), shape: [3] }).data, [-1, 1, 0]);
  expectClose(
    minMaxNormalize(scaler.config).inverse({ data: Float32Array.of(-1, 1, 0), shape: [3] }).data,
    [1, 300, 150.5],
  );
});

test('a constant feature becomes the low end, and comes back', () => {
  const constant = { data: Float32Array.of(7, 7), shape: [2] };
  const scaler = minMaxNormalize({ range: [2, 4] }).fit(constant);
  expect([...scaler.transform(constant).data]).toEqual([2, 2]);
  expect([...scaler.inverse(scaler.transform(constant)).data]).toEqual([7, 7]);
});

test('minMaxNormalize refuses', () => {
  for (const range of [
    [1, 1],
    [1, 0],
    [0, Number.NaN],
  ] as [number, number][]) {
    expect(() => minMaxNormalize({ range })).toThrow(
      new RangeError(`minMaxNormalize: range must be two rising numbers, got [${range.join(', ')}].`),
    );
  }
  expect(() => minMaxNormalize({ min: [1, 2], max: [3] })).toThrow(
    new RangeError('minMaxNormalize: min and max must go together, got 2 and 1 numbers.'),
  );
  expect(() => minMaxNormalize().inverse(x)).toThrow(
    new Error('minMaxNormalize: fit(x) must come before transform and inverse, got no fit.'),
  );
});
