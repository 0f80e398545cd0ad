import { expect, test } from 'vitest';
import { trainTestSplit } from './trainTestSplit.js';

const n = 20;
const x = { data: Float32Array.from({ length: 2 * n }, (_, i) => i), shape: [n, 2] };
const y = { data: Uint8Array.from({ length: n }, (_, i) => i), shape: [n] };

test('the parts are a permutation of the whole, and x stays with its y', () => {
  const { train, test } = trainTestSplit({ x, y }, { testSize: 0.25, seed: 7 });
  expect(train.x.shape).toEqual([15, 2]);
  expect(test.y.shape).toEqual([5]);
  expect([...train.y.data, ...test.y.data]).not.toEqual([...y.data]);
  expect([...train.y.data, ...test.y.data].sort((a, b) => a - b)).toEqual([...y.data]);
  for (const part of [train, test]) {
    part.y.data.forEach((label, i) => {
      expect([...part.x.data.subarray(2 * i, 2 * i + 2)]).toEqual([2 * label, 2 * label + 1]);
    });
  }
  expect(train.y.data).toBeInstanceOf(Uint8Array);
});

test('the same seed splits the same way, another otherwise', () => {
  const split = (seed: number) => trainTestSplit({ y }, { seed });
  expect(split(3)).toEqual(split(3));
  expect(split(3)).not.toEqual(split(4));
});

test('sizes are parts, rounded up, or numbers of samples', () => {
  const size = (testSize: number, of = n) =>
    trainTestSplit({ y: { data: new Uint8Array(of), shape: [of] } }, { testSize }).test.y.shape[0];
  expect([size(0.25), size(0.26), size(3), size(0.07, 100), size(0.01)]).toEqual([5, 6, 3, 7, 1]);
});

test('without shuffling the last samples are the test', () => {
  const { train, test } = trainTestSplit({ y }, { testSize: 2, shuffle: false });
  expect([...train.y.data]).toEqual(Array.from({ length: 18 }, (_, i) => i));
  expect([...test.y.data]).toEqual([18, 19]);
});

test('stratified, both parts have the proportions of the whole', () => {
  const labels = { data: Int32Array.from({ length: 103 }, (_, i) => (i < 61 ? 4 : i < 92 ? -1 : 9)), shape: [103] };
  const { train, test } = trainTestSplit({ labels }, { testSize: 30, seed: 1, stratify: labels });
  const count = (part: { labels: { data: Int32Array } }, label: number) =>
    part.labels.data.filter((l) => l === label).length;
  // Shares 17.77, 9.03 and 3.20 of 30: 17, 9 and 3, the one left goes to the largest remainder.
  expect([4, -1, 9].map((label) => count(test, label))).toEqual([18, 9, 3]);
  expect([4, -1, 9].map((label) => count(train, label))).toEqual([43, 22, 8]);
  expect(new Set(test.labels.data.subarray(0, 10)).size).toBeGreaterThan(1);
});

test('trainTestSplit refuses', () => {
  for (const testSize of [0, 1.5, -1, Number.NaN]) {
    expect(() => trainTestSplit({ y }, { testSize })).toThrow(
      new RangeError(`trainTestSplit: testSize must be in (0, 1) or a positive integer, got ${testSize}.`),
    );
  }
  for (const testSize of [0.99, 20]) {
    expect(() => trainTestSplit({ y }, { testSize })).toThrow(
      new RangeError(`trainTestSplit: testSize must leave samples to train on, got ${testSize} of 20 samples.`),
    );
  }
  const short = { data: new Uint8Array(19), shape: [19] };
  expect(() => trainTestSplit({ x, y: short })).toThrow(
    new RangeError('trainTestSplit: x has 20 samples but y has 19.'),
  );
  expect(() => trainTestSplit({ x }, { stratify: short })).toThrow(
    new RangeError('trainTestSplit: x has 20 samples but stratify has 19.'),
  );
  expect(() => trainTestSplit({})).toThrow(new RangeError('trainTestSplit: data must hold arrays, got none.'));
  expect(() => trainTestSplit({ y }, { shuffle: false, stratify: y })).toThrow(
    new RangeError('trainTestSplit: stratify must go with shuffle, got shuffle false.'),
  );
});
