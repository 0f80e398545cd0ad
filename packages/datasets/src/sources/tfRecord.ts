import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { type ByteSource, called, open } from './open.js';

/** What an example holds by name: floats, integers, or strings of bytes. */
export type TfExample = Readonly<Record<string, Float32Array | Int32Array | Uint8Array[]>>;

/**
 * The examples of a TFRecord file, however long it is.
 *
 * @param source - A path (Node), an address, a Blob or File, bytes, or a function that gives a stream.
 * @throws {RangeError} While reading, if the file is cut short, a checksum is wrong, or a record is no example.
 * @example
 * const record = [18, 0, 0, 0, 0, 0, 0, 0, 205, 230, 162, 127, 10, 16, 10, 14, 10, 1, 120, 18, 9, 18, 7, 10, 5, 0, 0, 128, 63, 0];
 * await tfRecord(Uint8Array.from(record)).toArray(); // throws tfRecord: the data must be whole TFRecords, got …
 * @see TensorFlow, "TFRecord and tf.train.Example", https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export function tfRecord(source: ByteSource | (() => ByteSource)): Pipeline<TfExample> {
  return pipeline(async function* () {
    const from = typeof source === 'function' ? source() : source;
    for await (const record of records(from)) yield example(record, called(from));
  });
}

/** Length, its checksum, the record, its checksum. */
async function* records(source: ByteSource): AsyncGenerator<Uint8Array> {
  let bytes = new Uint8Array(0);
  let offset = 0;
  const masked = checksum();
  const refuse = (got: string): RangeError =>
    new RangeError(`tfRecord: ${called(source)} must be whole TFRecords, got ${got} at byte ${offset}.`);
  for await (const chunk of open('tfRecord', source)) {
    const all = new Uint8Array(bytes.length + chunk.length);
    all.set(bytes);
    all.set(chunk, bytes.length);
    const view = new DataView(all.buffer);
    let at = 0;
    while (at + 12 <= all.length) {
      const length = Number(view.getBigUint64(at, true));
      if (view.getUint32(at + 8, true) !== masked(all.subarray(at, at + 8))) throw refuse('a wrong checksum');
      if (at + 16 + length > all.length) break;
      const record = all.subarray(at + 12, at + 12 + length);
      if (view.getUint32(at + 12 + length, true) !== masked(record)) throw refuse('a wrong checksum');
      yield record;
      at += 16 + length;
      offset += 16 + length;
    }
    bytes = all.slice(at);
  }
  if (bytes.length > 0) throw refuse('one that is cut short');
}

/** CRC-32C, turned and shifted as TensorFlow does. */
function checksum(): (bytes: Uint8Array) => number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0x82f63b78 : n >>> 1;
    return n >>> 0;
  });
  return (bytes) => {
    let crc = -1;
    for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 255]!;
    crc = ~crc >>> 0;
    return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  };
}

/** A protocol buffer's fields, in order. */
function* fields(
  bytes: Uint8Array,
  refuse: () => RangeError,
): Generator<{ field: number; body: Uint8Array; value: bigint }> {
  let at = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw refuse();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7n;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const kind = tag & 7;
    const value = kind === 0 ? varint() : 0n;
    const size = kind === 2 ? Number(varint()) : kind === 5 ? 4 : kind === 1 ? 8 : 0;
    if (at + size > bytes.length || (kind > 2 && kind !== 5)) throw refuse();
    yield { field: tag >> 3, body: bytes.subarray(at, at + size), value };
    at += size;
  }
}

/** tf.train.Example: { features: { feature: { name: bytes, float or int64 list } } }. */
function example(record: Uint8Array, name: string): TfExample {
  const refuse = (): RangeError => new RangeError(`tfRecord: ${name} must hold tf.train.Examples, got another record.`);
  const found: Record<string, TfExample[string]> = {};
  for (const { body: features } of fields(record, refuse)) {
    for (const { body: entry } of fields(features, refuse)) {
      const parts = [...fields(entry, refuse)];
      const key = new TextDecoder().decode(parts.find(({ field }) => field === 1)?.body ?? new Uint8Array(0));
      const feature = parts.find(({ field }) => field === 2)?.body ?? new Uint8Array(0);
      for (const { field, body } of fields(feature, refuse)) {
        const items = [...fields(body, refuse)];
        if (field === 1) found[key] = items.map((item) => item.body.slice());
        else if (field === 2) found[key] = Float32Array.from(items.flatMap((item) => floats(item.body)));
        else
          found[key] = Int32Array.from(
            items.flatMap((item) => integers(item, refuse)),
            Number,
          );
      }
    }
  }
  return found;
}

function floats(body: Uint8Array): number[] {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return Array.from({ length: body.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** Packed or one by one. */
function integers({ body, value }: { body: Uint8Array; value: bigint }, refuse: () => RangeError): bigint[] {
  if (body.length === 0) return [BigInt.asIntN(64, value)];
  // A run of varints reads as fields without their tags: give each one a tag of its own.
  const tagged: number[] = [];
  let starts = true;
  for (const byte of body) {
    if (starts) tagged.push(8);
    tagged.push(byte);
    starts = byte < 128;
  }
  return [...fields(Uint8Array.from(tagged), refuse)].map((item) => BigInt.asIntN(64, item.value));
}
