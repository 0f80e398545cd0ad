import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf, stock } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertParamsValid, computeStrides, parseAxisParam, parseSliceParams, prepareSplitSize } from '../tfjs/core.js';
import { sliceOfPairs } from './complex.js';

/** tfjs's own copies the whole tensor out of the heap first. Rows that lie together are copied at once. */
export const slice: Kernel = sliceOfPairs((m, { x }, attrs) => {
  const [begin, size] = parseSliceParams(x, attrs.begin, attrs.size) as [number[], number[]];
  assertParamsValid(x, begin, size);
  if (x.dtype === 'string') return stock(m, 'Slice', { x }, { begin, size });
  const y = m.make(size, x.dtype);
  const [from, to] = [m.values(x), m.values(y)];
  if (to.length === 0) return y;
  const strides = [...computeStrides(x.shape), 1];
  // The axes from `inner` on are taken whole, and the one before it in part.
  let inner = x.shape.length;
  while (inner > 0 && size[inner - 1] === x.shape[inner - 1]) inner--;
  const axis = Math.max(0, inner - 1);
  const run = sizeOf(size.slice(axis));
  const index = size.slice(0, axis).map(() => 0);
  let start = begin.reduce((sum, b, i) => sum + b * strides[i]!, 0);
  for (let at = 0; at < to.length; at += run) {
    to.set(from.subarray(start, start + run), at);
    for (let i = axis - 1; i >= 0; i--) {
      start += strides[i]!;
      if (++index[i]! < size[i]!) break;
      start -= size[i]! * strides[i]!;
      index[i] = 0;
    }
  }
  return y;
});

/** A piece of x along one axis. */
function piece(m: Machine, x: TensorInfo, axis: number, from: number, size: number): TensorInfo {
  const begin = x.shape.map((_, i) => (i === axis ? from : 0));
  return slice(m, { x }, { begin, size: x.shape.map((all, i) => (i === axis ? size : all)) }) as TensorInfo;
}

export const splitV: Kernel = (m, { x }, attrs) => {
  const axis = parseAxisParam(attrs.axis, x.shape)[0]!;
  let from = 0;
  return prepareSplitSize(x, attrs.numOrSizeSplits, axis).map((size) => {
    from += size;
    return piece(m, x, axis, from - size, size);
  });
};

export const unpack: Kernel = (m, { value }, attrs) => {
  const axis = parseAxisParam(attrs.axis, value.shape)[0]!;
  const shape = value.shape.filter((_: number, i: number) => i !== axis);
  return Array.from({ length: value.shape[axis] }, (_, i) => ({ ...piece(m, value, axis, i, 1), shape }));
};
