import { describe, expect, test } from 'vitest';
import { INTERPOLATIONS, interpolated } from './interpolation.js';

/** What becomes of values along an axis. */
function resized(
  values: readonly number[],
  count: number,
  ...how: [(typeof INTERPOLATIONS)[number], boolean?]
): number[] {
  const { values: shares } = interpolated(values.length, count, ...how);
  return Array.from({ length: count }, (_, i) =>
    values.reduce((sum, value, j) => sum + value * shares[i * values.length + j]!, 0),
  );
}

const close = (actual: number[], expected: number[]): void =>
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5);
  });

describe.each(INTERPOLATIONS)('%s', (interpolation) => {
  test('the same size is the same image, and what is flat stays flat', () => {
    close(resized([1, 5, 2, 7], 4, interpolation), [1, 5, 2, 7]);
    for (const antialias of [false, true]) {
      close(resized([3, 3, 3, 3, 3], 7, interpolation, antialias), Array(7).fill(3));
      close(resized([3, 3, 3, 3, 3], 2, interpolation, antialias), Array(2).fill(3));
    }
  });
});

test('nearest takes the pixel that a sample falls into', () => {
  close(resized([1, 2, 3], 6, 'nearest'), [1, 1, 2, 2, 3, 3]);
  close(resized([1, 2, 3, 4, 5], 2, 'nearest'), [2, 4]);
});

test('bilinear blends the two neighbours; the edge goes on beyond itself', () => {
  close(resized([0, 4], 4, 'bilinear'), [0, 1, 3, 4]);
});

test('bicubic follows a parabola away from the edges', () => {
  const parabola = (x: number): number => x * x - 3 * x + 1;
  const values = Array.from({ length: 10 }, (_, i) => parabola(i));
  const found = resized(values, 20, 'bicubic');
  for (let i = 4; i < 16; i++) expect(found[i]).toBeCloseTo(parabola((i + 0.5) / 2 - 0.5), 4);
});

test('with antialias every pixel has its part in a smaller image', () => {
  close(resized([0, 0, 8, 0, 0, 0, 0, 0], 2, 'bilinear', false), [4, 0]);
  const [left] = resized([0, 0, 8, 0, 0, 0, 0, 0], 2, 'bilinear', true);
  // The triangle of reach 4 around 1.5: weights at 0 … 5 are 2.5, 3.5, 3.5, 2.5, 1.5, 0.5, of 14.
  expect(left).toBeCloseTo((8 * 3.5) / 14, 5);
});

test('lanczos3 gives the windowed sinc, made up to 1', () => {
  const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const at = [-2.75, -1.75, -0.75, 0.25, 1.25, 2.25];
  const raw = at.map((x) => sinc(x) * sinc(x / 3));
  const total = raw.reduce((a, b) => a + b, 0);
  const { values } = interpolated(8, 16, 'lanczos3');
  // Sample 8 lies at 3.75: pixels 1 … 6.
  close(
    Array.from(values.slice(8 * 8 + 1, 8 * 8 + 7)),
    raw.map((w) => w / total),
  );
});
