import { expect, test } from 'vitest';
import { paddingMask, padSequences } from './padSequences.js';

const sequences = [[1, 2, 3], [4], []];

test('padding and truncating on either side', () => {
  expect([...padSequences(sequences).data]).toEqual([1, 2, 3, 0, 0, 4, 0, 0, 0]);
  expect([...padSequences(sequences, { padding: 'post', value: 9 }).data]).toEqual([1, 2, 3, 4, 9, 9, 9, 9, 9]);
  expect([...padSequences(sequences, { maxLength: 2, truncating: 'post' }).data]).toEqual([1, 2, 0, 4, 0, 0]);
  expect(padSequences([[]]).shape).toEqual([1, 1]);
  expect(padSequences(Array.from({ length: 200_000 }, () => [1])).shape).toEqual([200_000, 1]);
});

test('the mask', () => {
  expect(paddingMask(padSequences(sequences))).toEqual({
    data: Uint8Array.of(1, 1, 1, 0, 0, 1, 0, 0, 0),
    shape: [3, 3],
  });
});

test('padSequences refuses', () => {
  expect(() => padSequences([])).toThrow(new RangeError('padSequences: sequences must hold at least one, got none.'));
  expect(() => padSequences([[1], [0.5]])).toThrow(
    new RangeError('padSequences: sequences must hold integers, got 0.5 in sequence 1.'),
  );
  expect(() => padSequences([[1]], { padding: 'left' as 'pre' })).toThrow(
    new RangeError('padSequences: padding must be "pre" or "post", got "left".'),
  );
});
