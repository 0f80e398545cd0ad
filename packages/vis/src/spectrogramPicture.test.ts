import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { spectrogramPicture } from './spectrogramPicture.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);

/** The pixels of the first embedded PNG, row by row. */
function pixels(svg: string): number[][] {
  const file = Buffer.from(/data:image\/png;base64,([^"]*)/.exec(svg)![1]!, 'base64');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const data = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  return Array.from({ length: height }, (_, y) => [
    ...data.subarray(y * (3 * width + 1) + 1, (y + 1) * (3 * width + 1)),
  ]);
}

test('time goes right, frequency up, and more is darker', async () => {
  const picture = spectrogramPicture(
    { data: Float32Array.of(0, 1, 2, 4), shape: [2, 2] },
    { seconds: 2, maxFrequency: 4000 },
  );
  expect(texts(picture.svg)).toEqual(expect.arrayContaining(['Time (s)', 'Frequency (Hz)', '0', '1.5', '3,000']));
  const [high, low] = pixels(picture.svg);
  expect(low!.slice(0, 3)).toEqual([255, 255, 255]);
  expect(high!.slice(3)).toEqual([11, 60, 93]);
  expect(high!.slice(0, 3)).toEqual([207, 227, 241]);
  expect(low!.slice(3)).toEqual([127, 182, 217]);
  expect((await picture.png(1)).length).toBeGreaterThan(1000);
});

test('frames and bins where nothing else is said; silence is white', () => {
  const { svg } = spectrogramPicture({ data: new Float32Array(6), shape: [3, 2] });
  expect(texts(svg)).toEqual(expect.arrayContaining(['Frame', 'Bin']));
  expect(pixels(svg)[0]!.every((value) => value === 255)).toBe(true);
});

test('spectrogramPicture refuses', () => {
  expect(() => spectrogramPicture({ data: [1, 2], shape: [2] })).toThrow(
    new RangeError('spectrogramPicture: spectrum must have shape [frames, bins] of its 2 values, got [2].'),
  );
});
