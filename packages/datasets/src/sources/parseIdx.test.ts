import { expect, test } from 'vitest';
import { parseIdx } from './parseIdx.js';

const idx = (type: number, shape: number[], values: number[]): Uint8Array =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap((n) => [n >> 24, n >> 16, n >> 8, n]), ...values]);

test('every type of value is read, big-endian and with its sign', () => {
  const bytes = parseIdx(idx(8, [2, 2], [0, 1, 254, 255]));
  expect(bytes).toEqual({ data: Uint8Array.of(0, 1, 254, 255), shape: [2, 2] });
  expect(parseIdx(idx(9, [2], [255, 127])).data).toEqual(Int32Array.of(-1, 127));
  expect(parseIdx(idx(11, [2], [255, 254, 1, 0])).data).toEqual(Int32Array.of(-2, 256));
  expect(parseIdx(idx(12, [1, 2], [255, 255, 255, 253, 0, 1, 0, 0])).data).toEqual(Int32Array.of(-3, 65536));
  expect(parseIdx(idx(13, [1], [0xbf, 0xc0, 0, 0])).data).toEqual(Float32Array.of(-1.5));
  expect(parseIdx(idx(14, [1], [0x40, 0x04, 0, 0, 0, 0, 0, 0])).data).toEqual(Float32Array.of(2.5));
});

test('sizes are unsigned and read from a view anywhere in its buffer', () => {
  const file = idx(8, [0, 28], []);
  const shifted = new Uint8Array(file.length + 3);
  shifted.set(file, 3);
  expect(parseIdx(shifted.subarray(3))).toEqual({ data: new Uint8Array(0), shape: [0, 28] });
  expect(() => parseIdx(Uint8Array.of(0, 0, 8, 1, 255, 255, 255, 255))).toThrow('must have 4294967303 bytes');
});

test.each<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(0), 'must start as IDX files do, 00 00, type 08 to 0e, rank, got an empty file.'],
  [
    'a packed file',
    Uint8Array.of(0x1f, 0x8b, 8, 0),
    'must start as IDX files do, 00 00, type 08 to 0e, rank, got 1f 8b 08 00.',
  ],
  ['an unknown type', idx(10, [1], [1]), 'must start as IDX files do, 00 00, type 08 to 0e, rank, got 00 00 0a 01.'],
  ['no axes', idx(8, [], []), 'must start as IDX files do, 00 00, type 08 to 0e, rank, got 00 00 08 00.'],
  ['a cut header', idx(8, [2, 2], []).subarray(0, 7), 'must have a header of 12 bytes for rank 2, got 7 bytes in all.'],
  ['cut values', idx(8, [2, 2], [1, 2, 3]), 'must have 16 bytes for shape [2, 2], got 15.'],
  ['values too many', idx(12, [1], [0, 0, 0, 1, 0]), 'must have 12 bytes for shape [1], got 13.'],
])('%s is refused', (_, bytes, message) => {
  expect(() => parseIdx(bytes, 'labels')).toThrow(new RangeError(`parseIdx: labels ${message}`));
});
