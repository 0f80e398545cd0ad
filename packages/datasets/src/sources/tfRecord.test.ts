import { expect, test } from 'vitest';
import { tfRecord } from './tfRecord.js';

/** CRC-32C bit by bit, masked. */
function masked(bytes: readonly number[]): number[] {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  crc = ~crc;
  const rotated = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  return [0, 8, 16, 24].map((shift) => (rotated >>> shift) & 255);
}

const framed = (record: readonly number[]): number[] => {
  const length = [record.length & 255, record.length >> 8, 0, 0, 0, 0, 0, 0];
  return [...length, ...masked(length), ...record, ...masked(record)];
};
const part = (field: number, body: readonly number[]): number[] => [8 * field + 2, body.length, ...body];
const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const feature = (name: string, kind: number, list: readonly number[]): number[] =>
  part(1, [...part(1, text(name)), ...part(2, part(kind, list))]);

const first = part(1, [
  ...feature('name', 1, [...part(1, text('ab')), ...part(1, [])]),
  ...feature('x', 2, part(1, [...new Uint8Array(Float32Array.of(1.5, -2).buffer)])),
  // 300 takes two bytes, −1 ten.
  ...feature('n', 3, part(1, [3, 0xac, 0x02, ...new Array(9).fill(255), 1])),
]);
const second = part(1, feature('n', 3, [8, 7]));

test('floats, integers packed and not, and bytes, wherever the pieces end', async () => {
  const file = Uint8Array.from([...framed(first), ...framed(second)]);
  for (const size of [1, 5, 1000]) {
    const examples = await tfRecord(async function* () {
      for (let i = 0; i < file.length; i += size) yield file.subarray(i, i + size);
    } as any as () => AsyncGenerator<Uint8Array>).toArray();
    expect(examples).toEqual([
      {
        name: [Uint8Array.from(text('ab')), new Uint8Array(0)],
        x: Float32Array.of(1.5, -2),
        n: Int32Array.of(3, 300, -1),
      },
      { n: Int32Array.of(7) },
    ]);
  }
});

test('the checksum is TensorFlow’s', async () => {
  // By TensorFlow: the masked checksum of the length 0 and of an empty record.
  expect(masked([0, 0, 0, 0, 0, 0, 0, 0])).toEqual([41, 3, 152, 7]);
  expect(masked([])).toEqual([216, 234, 130, 162]);
});

test('broken files are refused, after the examples before', async () => {
  const refused = async (bytes: number[], message: string): Promise<void> =>
    expect(tfRecord(Uint8Array.from(bytes)).toArray()).rejects.toThrow(
      new RangeError(`tfRecord: the data must ${message}`),
    );
  const [a, b] = [framed(first), framed(second)];
  await refused([...a, ...b.slice(0, -3)], `be whole TFRecords, got one that is cut short at byte ${a.length}.`);
  await refused([...a, 1, ...b.slice(1)], `be whole TFRecords, got a wrong checksum at byte ${a.length}.`);
  await refused([...b.slice(0, -5), 9, ...b.slice(-4)], 'be whole TFRecords, got a wrong checksum at byte 0.');
  await refused(framed([10, 200]), 'hold tf.train.Examples, got another record.');
});
