import { expect, test } from 'vitest';
import { oneHot, toCategorical } from './oneHot.js';

test('oneHot counts the classes, or takes their number', () => {
  const y = { data: Uint8Array.of(1, 0, 2, 1), shape: [4] };
  expect(oneHot(y)).toEqual({ data: Float32Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0), shape: [4, 3] });
  expect(oneHot(y, { numClasses: 5 }).shape).toEqual([4, 5]);
});

test('oneHot drops a last axis of one, and keeps the others', () => {
  expect(oneHot({ data: Float32Array.of(1, 0), shape: [2, 1] }).shape).toEqual([2, 2]);
  expect(oneHot({ data: Int32Array.of(1, 0), shape: [1, 2] }).shape).toEqual([1, 2, 2]);
});

test('oneHot refuses labels that are no classes', () => {
  const at = (label: number) => ({ data: Float32Array.of(0, label), shape: [2] });
  const message = (label: string) => new RangeError(`oneHot: labels must be integers in [0, 3), got ${label} at 1.`);
  for (const label of [-1, 3, 0.5, Number.NaN]) {
    expect(() => oneHot(at(label), { numClasses: 3 })).toThrow(message(String(label)));
  }
  expect(() => oneHot(at(0), { numClasses: 0 })).toThrow(
    new RangeError('oneHot: numClasses must be a positive integer, got 0.'),
  );
});

test('toCategorical is Keras’s name for it', () => {
  const y = { data: Uint8Array.of(1, 0), shape: [2] };
  expect(toCategorical(y)).toEqual(oneHot(y));
  expect(toCategorical(y, 4)).toEqual(oneHot(y, { numClasses: 4 }));
});
