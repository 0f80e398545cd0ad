import type { DataArray } from '@tenonjs/contracts';

const dtypes = { F32: Float32Array, I32: Int32Array, U8: Uint8Array } as const;

/**
 * Arrays as one safetensors file: eight bytes of length, a JSON header, then the numbers, little-endian.
 *
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export function encodeSafetensors(arrays: Readonly<Record<string, DataArray>>): Uint8Array {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, { data, shape }] of Object.entries(arrays)) {
    const dtype = data instanceof Float32Array ? 'F32' : data instanceof Int32Array ? 'I32' : 'U8';
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = JSON.stringify(header);
  // Spaces bring the numbers to a multiple of eight bytes, so that they can be read in place.
  const json = new TextEncoder().encode(
    text.padEnd(text.length + ((8 - (new TextEncoder().encode(text).length % 8)) % 8)),
  );
  const file = new Uint8Array(8 + json.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  let at = 8 + json.length;
  for (const { data } of Object.values(arrays)) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** Reads what `encodeSafetensors`, or any other writer of float32, int32 and bytes, wrote; checks every bound. */
export function decodeSafetensors(file: Uint8Array, who = 'load'): Record<string, DataArray> {
  const damaged = (what: string): Error => new Error(`${who}: the weights are damaged: ${what}.`);
  if (file.length < 8) throw damaged(`${file.length} bytes are too few for a safetensors file`);
  const length = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true));
  if (8 + length > file.length) throw damaged(`the header takes ${length} bytes, but the file has ${file.length}`);
  let header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + length)));
  } catch (cause) {
    throw new Error(damaged('the header is not JSON').message, { cause });
  }
  const arrays: Record<string, DataArray> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets } = entry;
    const Type = dtypes[dtype as keyof typeof dtypes];
    if (!Type) throw damaged(`${name} has dtype ${dtype}, known are F32, I32 and U8`);
    const [start, end] = data_offsets;
    const size = shape.reduce((product, n) => product * n, 1) * Type.BYTES_PER_ELEMENT;
    if (end - start !== size)
      throw damaged(`${name} of shape [${shape.join(', ')}] takes ${size} bytes, but has ${end - start}`);
    if (8 + length + end > file.length)
      throw damaged(`${name} ends at byte ${8 + length + end}, but the file has ${file.length}`);
    // Copied by the constructor: the slice of a Node Buffer, unlike that of its base class, is a view.
    const bytes = new Uint8Array(file.subarray(8 + length + start, 8 + length + end));
    arrays[name] = { data: new Type(bytes.buffer), shape };
  }
  return arrays;
}
