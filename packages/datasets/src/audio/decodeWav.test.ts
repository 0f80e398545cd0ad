import { expect, test } from 'vitest';
import { decodeWav } from './decodeWav.js';

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const small = (n: number): number[] => [n & 255, n >> 8];
const large = (n: number): number[] => [...small(n & 65535), ...small(n >>> 16)];

/** A file with the format and the data's bytes. */
function wav(code: number, channels: number, bits: number, data: readonly number[], before: number[] = []): Uint8Array {
  const step = (channels * bits) / 8;
  const format = [
    ...small(code),
    ...small(channels),
    ...large(8000),
    ...large(8000 * step),
    ...small(step),
    ...small(bits),
  ];
  const body = [
    ...text('WAVEfmt '),
    ...large(16),
    ...format,
    ...before,
    ...text('data'),
    ...large(data.length),
    ...data,
  ];
  return Uint8Array.from([...text('RIFF'), ...large(body.length), ...body]);
}

test('every width, and several channels', () => {
  const float = [...new Uint8Array(Float32Array.of(0.25, -1).buffer)];
  const double = [...new Uint8Array(Float64Array.of(0.25, -1).buffer)];
  for (const [code, bits, data, values] of [
    [1, 8, [128, 192, 0], [0, 0.5, -1]],
    [1, 16, [0, 64, 0, 128], [0.5, -1]],
    [1, 24, [0, 0, 64, 0, 0, 128], [0.5, -1]],
    [1, 32, [0, 0, 0, 64, 0, 0, 0, 128], [0.5, -1]],
    [3, 32, float, [0.25, -1]],
    [3, 64, double, [0.25, -1]],
  ] as const) {
    expect(decodeWav(wav(code, 1, bits, data))).toEqual({
      data: Float32Array.from(values),
      shape: [values.length],
      sampleRate: 8000,
    });
  }
  expect(decodeWav(wav(1, 2, 8, [128, 192, 0, 64])).shape).toEqual([2, 2]);
});

test('other parts are passed over, at even places', () => {
  const list = [...text('LIST'), ...large(3), 1, 2, 3, 0];
  expect([...decodeWav(wav(1, 1, 8, [192], list)).data]).toEqual([0.5]);
});

test('decodeWav refuses', () => {
  const refused = (bytes: Uint8Array, message: string) =>
    expect(() => decodeWav(bytes, 'seven.wav')).toThrow(new RangeError(`decodeWav: seven.wav must ${message}`));
  refused(Uint8Array.from(text('<html>')), 'start as WAV files do, RIFF…WAVE, got "<htm".');
  refused(Uint8Array.from(text('RIFF    AVI     ')), 'start as WAV files do, RIFF…WAVE, got "RIFF…AVI ".');
  refused(wav(1, 1, 8, [1, 2, 3, 4]).subarray(0, -2), 'have 48 bytes for its part "data", got 46.');
  refused(wav(6, 1, 8, [1]), 'hold integers of 8, 16, 24 or 32 bits or floats, got format 6 of 8 bits.');
  refused(wav(1, 1, 8, []).subarray(0, 36), 'have a part "data", got none.');
});
