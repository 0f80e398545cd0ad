import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { standardize } from './standardize.js';

// By NumPy: x.mean(0), x.std(0), (x − mean) / std.
const x = { data: Float32Array.of(1, 100, 2, 300, 6, 200), shape: [3, 2] };

test('each feature has its own mean and deviation', () => {
  const scaler = standardize().fit(x);
  expectClose(scaler.config.mean!, [3, 200]);
  expectClose(scaler.config.deviation!, [2.160246899, 81.64965809]);
  const z = scaler.transform(x);
  expectClose(z.data, [-0.9258201, -1.22474487, -0.46291005, 1.22474487, 1.38873015, 0]);
  expect(z.shape).toEqual([3, 2]);
  expectClose(scaler.inverse(z).data, x.data);
});

test('any axis can be the features’, or none', () => {
  expect(standardize({ axis: null }).fit(x).config.mean).toEqual([101.5]);
  const images = { data: Float32Array.from({ length: 12 }, (_, i) => i), shape: [2, 3, 2] };
  expect(standardize({ axis: 1 }).fit(images).config.mean).toEqual([3.5, 5.5, 7.5]);
  expect(standardize({ axis: -1 }).fit(images).config.mean).toEqual([5, 6]);
});

test('a mean far from zero does not swallow the deviation', () => {
  const far = { data: Float32Array.of(1e6 + 1, 1e6 + 2, 1e6 + 3), shape: [3] };
  expectClose(standardize().fit(far).transform(far).data, [-1.22474487, 0, 1.22474487]);
});

test('a constant feature becomes 0, and comes back', () => {
  const constant = { data: Uint8Array.of(7, 7), shape: [2, 1] };
  const scaler = standardize().fit(constant);
  expect([...scaler.transform(constant).data]).toEqual([0, 0]);
  expect([...scaler.inverse(scaler.transform(constant)).data]).toEqual([7, 7]);
});

test('the test data does not change the fit, a new fit forgets the old', () => {
  const scaler = standardize().fit(x);
  const before = JSON.stringify(scaler.config);
  scaler.transform({ data: Float32Array.of(1e6, -1e6), shape: [1, 2] });
  expect(JSON.stringify(scaler.config)).toBe(before);
  expect(scaler.fit({ data: Float32Array.of(4, 5), shape: [1, 2] }).config.mean).toEqual([4, 5]);
});

test('its config through JSON makes the same scaler', () => {
  const scaler = standardize({ axis: null }).fit(x);
  expect(scaler.type).toBe('standardize');
  expect(standardize(JSON.parse(JSON.stringify(scaler.config))).transform(x)).toEqual(scaler.transform(x));
});

test('standardize refuses', () => {
  const y = { data: new Float32Array(3), shape: [3, 1] };
  expect(() => standardize().transform(x)).toThrow(
    new Error('standardize: fit(x) must come before transform and inverse, got no fit.'),
  );
  expect(() => standardize().fit(x).transform(y)).toThrow(
    new RangeError('standardize: x must have 2 features as in fit, got shape [3, 1].'),
  );
  expect(() => standardize().fit({ data: Float32Array.of(1, Number.NaN), shape: [2] })).toThrow(
    new RangeError('standardize: fit needs finite numbers, got NaN at value 1 of shape [2].'),
  );
  expect(() => standardize().fit({ data: new Float32Array(0), shape: [0, 2] })).toThrow(
    new RangeError('standardize: fit needs samples, got shape [0, 2].'),
  );
  for (const axis of [0, 2, -2, 0.5]) {
    expect(() => standardize({ axis }).fit(x)).toThrow(
      new RangeError(`standardize: axis must be null or an axis behind the samples' of shape [3, 2], got ${axis}.`),
    );
  }
  expect(() => standardize({ mean: [1] })).toThrow(
    new RangeError('standardize: mean and deviation must go together, got 1 and 0 numbers.'),
  );
});
