import { expect, test } from 'vitest';
import { isIterable, isTypedArray } from './isIterable.js';

test('streams, sets and generators are iterables, data are not', () => {
  const streams = [new ReadableStream(), new Set([1]), (function* () {})(), (async function* () {})()];
  const data = [
    [1, 2],
    new Float32Array(1),
    new Int32Array(1),
    new Uint8Array(1),
    { data: [1], shape: [1] },
    null,
    'text',
    1,
  ];
  expect(streams.map(isIterable)).toEqual(streams.map(() => true));
  expect(data.map(isIterable)).toEqual(data.map(() => false));
  expect([new Uint8Array(1), [1], new Float64Array(1)].map(isTypedArray)).toEqual([true, false, false]);
});
