import type { DataArray } from '@tenonjs/contracts';

/** A recording. */
export interface Sound extends DataArray<Float32Array> {
  /** `[samples]`, or `[samples, channels]` where there are several; values in [−1, 1]. */
  readonly shape: readonly number[];
  /** Samples a second. */
  readonly sampleRate: number;
}

/** By the format's code and the bits of a sample: how it is read. */
const readers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  '1:8': (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  '1:16': (view, at) => view.getInt16(at, true) / 2 ** 15,
  '1:24': (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23,
  '1:32': (view, at) => view.getInt32(at, true) / 2 ** 31,
  '3:32': (view, at) => view.getFloat32(at, true),
  '3:64': (view, at) => view.getFloat64(at, true),
};

/**
 * Decodes a WAV file: integers of 8, 16, 24 or 32 bits, or floats, of any number of channels.
 *
 * @param bytes - The whole file.
 * @param name - What errors call it. Default `'the file'`.
 * @throws {RangeError} If it is no WAV file, is cut short, or is coded otherwise.
 * @example
 * const tone = Int16Array.of(0, 16384, -32768);
 * const header = [0x46464952, 42, 0x45564157, 0x20746d66, 16, 0x10001, 8000, 16000, 0x100002, 0x61746164, 6];
 * const file = new Uint8Array([...new Uint8Array(Uint32Array.from(header).buffer), ...new Uint8Array(tone.buffer)]);
 * const { data, sampleRate } = decodeWav(file);
 * data; // [0, 0.5, -1]
 * sampleRate; // 8000
 * @see IBM & Microsoft 1991, "Multimedia Programming Interface and Data Specifications 1.0".
 */
export function decodeWav(bytes: Uint8Array, name = 'the file'): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') {
    const start = JSON.stringify(bytes.length < 12 ? tag(0) : `${tag(0)}…${tag(8)}`);
    throw new RangeError(`decodeWav: ${name} must start as WAV files do, RIFF…WAVE, got ${start}.`);
  }
  let format: { code: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [id, size] = [tag(at), view.getUint32(at + 4, true)];
    const body = at + 8;
    if (body + size > bytes.length) {
      throw new RangeError(
        `decodeWav: ${name} must have ${body + size} bytes for its part "${id}", got ${bytes.length}.`,
      );
    }
    if (id === 'fmt ') {
      const code = view.getUint16(body, true);
      format = {
        // The extensible form says further on what it is.
        code: code === 0xfffe && size >= 26 ? view.getUint16(body + 24, true) : code,
        channels: view.getUint16(body + 2, true),
        sampleRate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    } else if (id === 'data') {
      const read = format && readers[`${format.code}:${format.bits}`];
      if (!format || !read) {
        throw new RangeError(
          `decodeWav: ${name} must hold integers of 8, 16, 24 or 32 bits or floats, got ${format ? `format ${format.code} of ${format.bits} bits` : 'no format'}.`,
        );
      }
      const step = format.bits / 8;
      const samples = Math.floor(size / step / format.channels);
      const data = new Float32Array(samples * format.channels);
      for (let i = 0; i < data.length; i++) data[i] = read(view, body + i * step);
      const shape = format.channels === 1 ? [samples] : [samples, format.channels];
      return { data, shape, sampleRate: format.sampleRate };
    }
    // Parts begin at even places.
    at = body + size + (size % 2);
  }
  throw new RangeError(`decodeWav: ${name} must have a part "data", got none.`);
}
