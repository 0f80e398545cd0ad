import { pad, stridedSlice, type Tensor } from '@tensorflow/tfjs-core';
import { type Convolution, pair } from './inputGradient.js';

/** Where each tap of a filter met the input: row and column, and the padded input `[batch, height, width, channels]`. */
export interface Taps {
  readonly padding: [number, number][];
  readonly at: { begin: [number, number]; end: [number, number] }[];
  readonly strides: [number, number];
}

/** For backends without a kernel for it: a convolution as one product a tap of its filter. */
export function taps(
  x: readonly number[],
  filter: readonly number[],
  y: readonly number[],
  convolution: Convolution,
): Taps {
  const how = convolution.pad;
  const [strides, dilations] = [pair(convolution.strides), pair(convolution.dilations)];
  const padding = [0, 1].map((i): [number, number] => {
    const needed = (y[i + 1]! - 1) * strides[i]! + (filter[i]! - 1) * dilations[i]! + 1 - x[i + 1]!;
    const before =
      how === 'same'
        ? Math.floor(Math.max(needed, 0) / 2)
        : how === 'valid'
          ? 0
          : typeof how === 'number'
            ? how
            : (how as [number, number][])[i + 1]![0];
    return [before, Math.max(needed - before, 0)];
  });
  const at: Taps['at'] = [];
  for (let row = 0; row < filter[0]!; row++) {
    for (let column = 0; column < filter[1]!; column++) {
      const begin: [number, number] = [row * dilations[0], column * dilations[1]];
      const end = begin.map((b, i) => b + (y[i + 1]! - 1) * strides[i]! + 1) as [number, number];
      at.push({ begin, end });
    }
  }
  return { padding: [[0, 0], ...padding, [0, 0]], at, strides };
}

/** What each tap saw of the input, `[batch, height, width, channels]` of the output. */
export function seen(x: Tensor, { padding, at, strides }: Taps): Tensor[] {
  const padded = pad(x, padding);
  return at.map(({ begin, end }) =>
    stridedSlice(padded, [0, ...begin, 0], [x.shape[0]!, ...end, x.shape[3]!], [1, ...strides, 1]),
  );
}
