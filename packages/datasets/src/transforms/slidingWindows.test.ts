import { expect, test } from 'vitest';
import { slidingWindows } from './slidingWindows.js';

const series = { data: Float32Array.from({ length: 10 }, (_, i) => i), shape: [10] };

test('windows, targets, strides and sampling', () => {
  const { x, y } = slidingWindows(series, { sequenceLength: 3, horizon: 2, sequenceStride: 2, samplingRate: 2 });
  expect([x.shape, y.shape]).toEqual([
    [2, 3, 1],
    [2, 2],
  ]);
  expect([...x.data]).toEqual([0, 2, 4, 2, 4, 6]);
  expect([...y.data]).toEqual([5, 6, 7, 8]);
});

test('several features go together', () => {
  const { x, y } = slidingWindows({ data: series.data, shape: [5, 2] }, { sequenceLength: 4 });
  expect([x.shape, y.shape]).toEqual([
    [1, 4, 2],
    [1, 1, 2],
  ]);
  expect([...x.data, ...y.data]).toEqual([...series.data]);
});

test('slidingWindows refuses', () => {
  expect(() => slidingWindows(series, { sequenceLength: 10 })).toThrow(
    new RangeError('slidingWindows: series must have at least 11 steps for a window and its target, got 10.'),
  );
  expect(() => slidingWindows(series, { sequenceLength: 0 })).toThrow(
    new RangeError('slidingWindows: sequenceLength must be a positive integer, got 0.'),
  );
  expect(() => slidingWindows({ data: series.data, shape: [5, 2, 1] }, { sequenceLength: 1 })).toThrow(
    new RangeError('slidingWindows: series must have shape [time] or [time, features], got [5, 2, 1].'),
  );
});
