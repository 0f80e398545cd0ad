import { expect, test } from 'vitest';
import { centre, type Picture } from './centre.js';

/** A picture with ink in these rectangles: left, top, width, height. */
function picture(size: number, ...rectangles: [number, number, number, number][]): Picture {
  const data = new Float32Array(size * size);
  for (const [left, top, width, height] of rectangles)
    for (let y = top; y < top + height; y++) data.fill(1, y * size + left, y * size + left + width);
  return { data, width: size, height: size };
}

/** Bounding box and centre of mass. */
function measured(image: Float32Array) {
  const inked = [...image.keys()].filter((i) => image[i]! > 0);
  const [xs, ys] = [inked.map((i) => i % 28), inked.map((i) => Math.floor(i / 28))];
  const mass = image.reduce((sum, v) => sum + v, 0);
  const mean = (at: (i: number) => number) => image.reduce((sum, v, i) => sum + v * (at(i) + 0.5), 0) / mass;
  return {
    width: Math.max(...xs) - Math.min(...xs) + 1,
    height: Math.max(...ys) - Math.min(...ys) + 1,
    x: mean((i) => i % 28),
    y: mean((i) => Math.floor(i / 28)),
  };
}

test('nothing drawn is nothing', () => {
  expect(centre(picture(280))).toBeNull();
});

test('the longer side becomes 20, the other keeps the proportion, wherever and however large it was drawn', () => {
  for (const [size, rectangle] of [
    [280, [10, 30, 60, 120]],
    [280, [200, 150, 10, 20]],
    [56, [3, 2, 5, 10]],
  ] as const) {
    const { width, height, x, y } = measured(centre(picture(size, [...rectangle]))!);
    expect({ width, height, x, y }).toEqual({ width: 10, height: 20, x: 14, y: 14 });
  }
});

test('the centre of mass, not of the box, stands in the middle', () => {
  // A heavy foot under a thin stem.
  const { x, y, height } = measured(centre(picture(280, [100, 40, 10, 160], [70, 200, 60, 20]))!);
  expect(height).toBe(20);
  expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
});

test('what lies on a pixel’s edge is grey', () => {
  const image = centre(picture(280, [0, 0, 203, 203]))!;
  expect(Math.max(...image)).toBe(1);
  expect(image.length).toBe(784);
});
