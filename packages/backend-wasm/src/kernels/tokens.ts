import type { Kernel } from '../kernel.js';
import { encodeString } from '../tfjs/core.js';
import { bytes, made } from './strings.js';

/** Splits each text at every byte that is one of the delimiter's, or between all bytes if it has none. */
export const stringSplit: Kernel = (m, { input, delimiter }, { skipEmpty }) => {
  const delimiters = bytes(m, delimiter)[0]!;
  const rows = bytes(m, input).map((text) => {
    if (text.length === 0) return [];
    if (delimiters.length === 0) return Array.from(text, (_, i) => text.subarray(i, i + 1));
    const ends = [...text.keys()].filter((i) => delimiters.includes(text[i]!));
    const tokens = [...ends, text.length].map((end, i) => text.subarray(i === 0 ? 0 : ends[i - 1]! + 1, end));
    return skipEmpty ? tokens.filter((token) => token.length > 0) : tokens;
  });
  const values = rows.flat();
  const indices = m.make([values.length, 2], 'int32');
  m.values(indices).set(rows.flatMap((tokens, row) => tokens.flatMap((_, i) => [row, i])));
  const shape = m.make([2], 'int32');
  m.values(shape).set([rows.length, Math.max(0, ...rows.map((tokens) => tokens.length))]);
  return [indices, made(m, [values.length], values), shape];
};

/** All runs of so many tokens, of each row and for each width, the rows padded on both sides. */
export const stringNGrams: Kernel = (m, { data, dataSplits }, attrs) => {
  const { padWidth, preserveShortSequences } = attrs;
  const nGramWidths: number[] = attrs.nGramWidths;
  const [left, right, separator] = [attrs.leftPad, attrs.rightPad, attrs.separator].map((text) => encodeString(text));
  const tokens = bytes(m, data);
  const splits = [...m.values(dataSplits)];
  refuseSplits(splits, tokens.length);
  const padded = (row: Uint8Array[], pads: number): Uint8Array[] => [
    ...Array(pads).fill(left),
    ...row,
    ...Array(pads).fill(right),
  ];
  const joined = (parts: readonly Uint8Array[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part, i) => [...(i > 0 ? separator! : []), ...part]));
  const nGramsOf = (row: Uint8Array[]): Uint8Array[] => {
    const nGrams = nGramWidths.flatMap((width) => {
      const all = padded(row, padWidth < 0 ? width - 1 : Math.min(padWidth, width - 1));
      return Array.from({ length: Math.max(0, all.length - width + 1) }, (_, i) => joined(all.slice(i, i + width)));
    });
    return preserveShortSequences && row.length > 0 && nGrams.length === 0 ? [joined(padded(row, padWidth))] : nGrams;
  };
  const rows = splits.slice(1).map((end, i) => (tokens.length === 0 ? [] : nGramsOf(tokens.slice(splits[i], end))));
  const ends = m.make(dataSplits.shape, 'int32');
  let end = 0;
  m.values(ends).set(splits.map((_, i) => (end += rows[i - 1]?.length ?? 0)));
  return [made(m, [end], rows.flat()), ends];
};

function refuseSplits(splits: readonly number[], size: number): void {
  splits.forEach((split, i) => {
    if (i === 0 && split !== 0) throw new Error(`First split value must be 0, got ${split}`);
    if (i > 0 && (split < splits[i - 1]! || split > size))
      throw new Error(`Invalid split value ${split}, must be in [${splits[i - 1]}, ${size}]`);
  });
  if (splits.length > 0 && splits.at(-1) !== size)
    throw new Error(`Last split value must be data size. Expected ${size}, got ${splits.at(-1)}`);
}
