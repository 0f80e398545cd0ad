import { expect, test } from 'vitest';
import { kFold } from './kFold.js';

const y = { data: Uint8Array.from({ length: 11 }, (_, i) => i), shape: [11] };

test('every sample is validated on once, and trained on in the other folds', () => {
  for (const shuffle of [true, false]) {
    const folds = [...kFold({ y }, { folds: 3, shuffle, seed: 2 })];
    expect(folds.map(({ validation }) => validation.y.shape[0])).toEqual([4, 4, 3]);
    expect(folds.flatMap(({ validation }) => [...validation.y.data]).sort((a, b) => a - b)).toEqual([...y.data]);
    for (const { train, validation } of folds)
      expect([...train.y.data, ...validation.y.data].sort((a, b) => a - b)).toEqual([...y.data]);
  }
  expect([...kFold({ y }, { seed: 1 })]).toEqual([...kFold({ y }, { seed: 1 })]);
  expect([...kFold({ y }, { seed: 1 })]).not.toEqual([...kFold({ y }, { seed: 2 })]);
});

test('stratified, each fold has each class alike', () => {
  const labels = { data: Uint8Array.from({ length: 20 }, (_, i) => (i < 15 ? 0 : 1)), shape: [20] };
  for (const { validation } of kFold({ labels }, { stratify: labels }))
    expect([...validation.labels.data].sort()).toEqual([0, 0, 0, 1]);
});

test('kFold refuses', () => {
  for (const folds of [1, 12, 2.5])
    expect(() => kFold({ y }, { folds })).toThrow(
      new RangeError(`kFold: folds must be an integer from 2 to the 11 samples, got ${folds}.`),
    );
  expect(() => kFold({ y, x: { data: new Uint8Array(2), shape: [2] } })).toThrow(
    new RangeError('kFold: y has 11 samples but x has 2.'),
  );
});
