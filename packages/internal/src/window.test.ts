import { expect, test } from 'vitest';
import { windowOf } from './window.js';

test.each([
  ['hann', false, [0, 0.75, 0.75, 0]],
  ['hann', true, [0, 0.5, 1, 0.5]],
  ['hamming', true, [0.08, 0.54, 1, 0.54]],
  ['blackman', true, [0, 0.34, 1, 0.34]],
  [[1, 2, 3, 4], true, [1, 2, 3, 4]],
  [null, true, [1, 1, 1, 1]],
] as const)('%s, periodic: %s', (window, periodic, expected) => {
  windowOf('spectrogram', window, 4, periodic).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test('one sample has no ends; what is no window is refused', () => {
  expect(windowOf('spectrogram', 'hann', 1, true)).toEqual([1]);
  expect(() => windowOf('spectrogram', 'flat' as never, 4, true)).toThrow(
    new RangeError('spectrogram: window must be "hann", "hamming", "blackman", numbers or null, got "flat".'),
  );
  expect(() => windowOf('spectrogram', [1], 4, true)).toThrow(
    new RangeError('spectrogram: window must hold 4 numbers, one for each of a frame, got 1.'),
  );
});
