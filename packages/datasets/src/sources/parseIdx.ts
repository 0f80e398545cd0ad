import type { DataArray } from '@tenonjs/contracts';

/** By the type code: the bytes a value takes, how it is read, the array that holds it. */
const types: Readonly<
  Record<
    number,
    readonly [number, (view: DataView, at: number) => number, new (size: number) => Int32Array | Float32Array]
  >
> = {
  9: [1, (view, at) => view.getInt8(at), Int32Array],
  11: [2, (view, at) => view.getInt16(at), Int32Array],
  12: [4, (view, at) => view.getInt32(at), Int32Array],
  13: [4, (view, at) => view.getFloat32(at), Float32Array],
  14: [8, (view, at) => view.getFloat64(at), Float32Array],
};

/**
 * Reads an IDX file, the format of MNIST: numbers of one type in an array of any rank.
 *
 *     0 0 type rank │ size₁ … sizeᵣ, 4 bytes each │ values, row-major, all big-endian
 *
 * @param bytes - The whole file, unpacked.
 * @param name - What errors call it. Default `'the file'`.
 * @returns Unsigned bytes as they are, without a copy; other integers as int32, floats as float32.
 * @throws {RangeError} If it is no IDX file, or is longer or shorter than its header says.
 * @example
 * parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4)).data; // [5, 0, 4]
 * @see LeCun, Cortes & Burges 1998, "The MNIST database", http://yann.lecun.com/exdb/mnist/
 */
export function parseIdx(bytes: Uint8Array, name = 'the file'): DataArray {
  const [zero1, zero2, type = 0, rank = 0] = bytes;
  const bytesEach = type === 8 ? 1 : types[type]?.[0];
  if (bytes.length < 4 || zero1 !== 0 || zero2 !== 0 || bytesEach === undefined || rank === 0) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new RangeError(
      `parseIdx: ${name} must start as IDX files do, 00 00, type 08 to 0e, rank, got ${start || 'an empty file'}.`,
    );
  }
  const start = 4 + 4 * rank;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < start) {
    throw new RangeError(
      `parseIdx: ${name} must have a header of ${start} bytes for rank ${rank}, got ${bytes.length} bytes in all.`,
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, n) => product * n, 1);
  const expected = start + size * bytesEach;
  if (bytes.length !== expected) {
    throw new RangeError(
      `parseIdx: ${name} must have ${expected} bytes for shape [${shape.join(', ')}], got ${bytes.length}.`,
    );
  }
  if (type === 8) return { data: bytes.subarray(start), shape };
  const [, read, Values] = types[type]!;
  const data = new Values(size);
  for (let i = 0; i < size; i++) data[i] = read(view, start + i * bytesEach);
  return { data, shape };
}
