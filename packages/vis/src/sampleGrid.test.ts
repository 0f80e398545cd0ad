import { expect, test } from 'vitest';
import { sampleGrid } from './sampleGrid.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const images = { data: Uint8Array.from({ length: 5 * 6 }, (_, i) => 8 * i), shape: [5, 3, 2] };

test('samples stand in rows, mistakes are told', async () => {
  const options = { labels: [0, 1, 0, 1, 0], predictions: [0, 1, 1, 1, 0], classNames: ['shirt', 'shoe'] };
  const { svg, width, height, png } = sampleGrid(images, options);
  expect(svg.match(/<image /g)).toHaveLength(5);
  expect(texts(svg)).toEqual(['shirt', 'shoe', 'shoe, not shirt', 'shoe', 'shirt']);
  // Three columns and two rows of pictures 84 by 126.
  expect([width, height]).toEqual([300, 332]);
  const other = sampleGrid({ ...images, data: images.data.map((v) => 255 - v) }, options);
  expect(Buffer.from(await png(1)).equals(await other.png(1))).toBe(false);
});

test('colours, floats and no labels', () => {
  const { svg } = sampleGrid({ data: Float32Array.of(1, 0, 0), shape: [1, 1, 1, 3] }, { columns: 1 });
  expect(texts(svg)).toEqual([]);
  const file = Buffer.from(/data:image\/png;base64,([^"]*)/.exec(svg)![1]!, 'base64');
  // Behind signature, header, the data's header, zlib's and the block's, and the row's filter.
  expect([...file.subarray(49, 52)]).toEqual([255, 0, 0]);
});

test('sampleGrid refuses', () => {
  expect(() => sampleGrid({ data: new Uint8Array(4), shape: [4] })).toThrow(
    new RangeError(
      'sampleGrid: images must have shape [samples, height, width] or [samples, height, width, 1 or 3], got [4] of 4 values.',
    ),
  );
  expect(() => sampleGrid(images, { labels: [1] })).toThrow(
    new RangeError('sampleGrid: labels must be one for each of 5 samples, got 1.'),
  );
});
