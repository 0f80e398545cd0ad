import type { DataArray } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';

export interface PadSequencesOptions {
  /** Default: the longest sequence's length. */
  readonly maxLength?: number;
  /** Where short sequences are filled up. Default `'pre'`. */
  readonly padding?: 'pre' | 'post';
  /** Where long sequences are cut. Default `'pre'`. */
  readonly truncating?: 'pre' | 'post';
  /** What they are filled with. Default 0. */
  readonly value?: number;
}

/**
 * Brings sequences to one length.
 *
 * @param sequences - Numbers of tokens, one list a sample.
 * @returns `[samples, maxLength]`, int32.
 * @throws {RangeError} If there is no sequence, or a value is no integer.
 * @example
 * padSequences([[1, 2, 3], [4]], { padding: 'post' }).data; // [1, 2, 3, 4, 0, 0]
 * padSequences([[1, 2, 3], [4]], { maxLength: 2 }).data; // [2, 3, 0, 4]
 * @see Keras's `pad_sequences`.
 */
export function padSequences(
  sequences: readonly ArrayLike<number>[],
  options: PadSequencesOptions = {},
): DataArray<Int32Array> {
  if (sequences.length === 0) throw new RangeError('padSequences: sequences must hold at least one, got none.');
  const { padding = 'pre', truncating = 'pre', value = 0 } = options;
  const maxLength = options.maxLength ?? sequences.reduce((most, { length }) => Math.max(most, length), 1);
  positiveInteger('padSequences', { maxLength });
  oneOf('padSequences', { padding, truncating }, ['pre', 'post']);
  const data = new Int32Array(sequences.length * maxLength).fill(value);
  sequences.forEach((sequence, i) => {
    const kept = Math.min(sequence.length, maxLength);
    const from = truncating === 'pre' ? sequence.length - kept : 0;
    const to = i * maxLength + (padding === 'pre' ? maxLength - kept : 0);
    for (let j = 0; j < kept; j++) {
      const token = sequence[from + j]!;
      if (!Number.isInteger(token))
        throw new RangeError(`padSequences: sequences must hold integers, got ${token} in sequence ${i}.`);
      data[to + j] = token;
    }
  });
  return { data, shape: [sequences.length, maxLength] };
}

/**
 * Which places of padded sequences hold something: 1 there, 0 where `value` fills them up.
 *
 * @param x - `[…]`, as `padSequences` gives it.
 * @returns `[…]`, bytes.
 * @example
 * paddingMask(padSequences([[7, 8], [9]], { padding: 'post' })).data; // [1, 1, 1, 0]
 */
export function paddingMask(x: DataArray, value = 0): DataArray<Uint8Array> {
  return { data: Uint8Array.from(x.data, (token) => (token === value ? 0 : 1)), shape: x.shape };
}
