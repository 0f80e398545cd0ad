import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { parseAxisParam } from '../tfjs/core.js';
import { onPairs } from './complex.js';
import { bytes, made } from './strings.js';

interface Cut {
  readonly begin: readonly number[];
  readonly size: readonly number[];
  /** From each index to the next, for each axis. */
  readonly steps: readonly number[];
}

/** Of each axis, `size` indices from `begin` on. Elements that lie together are copied at once. */
const cut: Kernel = onPairs(
  (m, { x }: { x: TensorInfo }, { begin, size, steps }: Cut) => {
    const strides = x.shape.map((_, axis) => sizeOf(x.shape.slice(axis + 1)));
    // The axes from `inner` on are taken whole, and the one before it in part.
    let inner = size.length;
    while (inner > 0 && size[inner - 1] === x.shape[inner - 1] && steps[inner - 1] === 1) inner--;
    const outer = steps[inner - 1] === 1 ? inner - 1 : inner;
    const run = sizeOf(size.slice(outer));
    const copyRuns = (copy: (at: number, start: number) => void): void => {
      const index = size.slice(0, outer).map(() => 0);
      let start = begin.reduce((sum, first, axis) => sum + first * strides[axis]!, 0);
      for (let at = 0; at < sizeOf(size); at += run) {
        copy(at, start);
        for (let axis = outer - 1; axis >= 0; axis--) {
          const step = strides[axis]! * steps[axis]!;
          start += step;
          if (++index[axis]! < size[axis]!) break;
          start -= size[axis]! * step;
          index[axis] = 0;
        }
      }
    };
    if (x.dtype === 'string') {
      const [from, to] = [bytes(m, x), [] as Uint8Array[][]];
      copyRuns((_, start) => to.push(from.slice(start, start + run)));
      return made(m, size, to.flat());
    }
    const y = m.make(size, x.dtype);
    const [from, to] = [m.values(x), m.values(y)];
    copyRuns(
      run === 1
        ? (at, start) => {
            to[at] = from[start]!;
          }
        : (at, start) => to.set(from.subarray(start, start + run), at),
    );
    return y;
  },
  ({ begin, size, steps }: Cut): Cut => ({ begin: [...begin, 0], size: [...size, 2], steps: [...steps, 1] }),
);

/** One for each axis, the given ones first. */
const padded = (given: number | readonly number[] | null | undefined, rank: number, rest: number): number[] => {
  const values = [given ?? []].flat() as number[];
  return [...values, ...Array(Math.max(0, rank - values.length)).fill(rest)];
};

export const slice: Kernel = (m, { x }, attrs) => {
  const rank = x.shape.length;
  const begin = padded(attrs.begin, rank, 0);
  if (begin.includes(-1)) throw new Error('slice() does not support negative begin indexing.');
  const size = padded(attrs.size, rank, -1).map((wanted, axis) => {
    if (wanted < -1)
      throw new Error(
        `Negative size values should be exactly -1 but got ${wanted} for the slice() size at index ${axis}.`,
      );
    return wanted === -1 ? x.shape[axis] - begin[axis]! : wanted;
  });
  for (const [name, values] of Object.entries({ begin, size })) {
    if (values.length !== rank)
      throw new Error(
        `Error in slice${rank}D: Length of ${name} ${values} must match the rank of the array (${rank}).`,
      );
  }
  size.forEach((wanted, axis) => {
    const end = begin[axis]! + wanted;
    if (end > x.shape[axis])
      throw new Error(
        `Error in slice${rank}D: begin[${axis}] + size[${axis}] (${end}) would overflow input.shape[${axis}] (${x.shape[axis]})`,
      );
  });
  return cut(m, { x }, { begin, size, steps: size.map(() => 1) });
};

/** x[begin:end:strides, …] as in Python; bit i of a mask is of what is given for the i-th axis. */
export const stridedSlice: Kernel = (m, { x }, attrs) => {
  const given: number[] = attrs.strides ?? attrs.begin.map(() => 1);
  const isSet = (mask: string, i: number): boolean => ((attrs[`${mask}Mask`] >> i) & 1) === 1;
  const ellipses = given.filter((_, i) => isSet('ellipsis', i));
  if (ellipses.length > 1) throw new Error('Multiple ellipses in slice is not allowed.');
  const [begin, size, steps, shape]: number[][] = [[], [], [], []];
  const take = (from: number, count: number, step: number): void => {
    begin!.push(from);
    size!.push(count);
    steps!.push(step);
  };
  const rank = x.shape.length;
  const takeWholeUntil = (end: number): void => {
    for (let axis = begin!.length; axis < end; axis++) {
      take(0, x.shape[axis], 1);
      shape!.push(x.shape[axis]);
    }
  };
  for (const [i, step] of given.entries()) {
    const axis = begin!.length;
    if (isSet('ellipsis', i)) {
      const after = given.filter((_, j) => j > i && !isSet('newAxis', j));
      takeWholeUntil(rank - after.length);
      continue;
    }
    if (isSet('newAxis', i)) {
      shape!.push(1);
      continue;
    }
    if (axis === rank) throw new Error(`Index out of range using input dim ${axis}; input has only ${rank} dims.`);
    if (step === 0) throw new Error(`strides[${axis}] must be non-zero`);
    const n: number = x.shape[axis];
    const [from, to] = [attrs.begin[i], attrs.end[i]].map((index) => (index < 0 ? n + index : index)) as [
      number,
      number,
    ];
    if (isSet('shrinkAxis', i)) {
      if (step < 0) throw new Error('only stride 1 allowed on non-range indexing.');
      if (from < 0 || from >= n) throw new Error(`slice index ${from} of dimension ${axis} out of bounds.`);
      take(from, 1, 1);
      continue;
    }
    const [least, most] = step > 0 ? [0, n] : [-1, n - 1];
    const start = isSet('begin', i) ? (step > 0 ? least : most) : Math.min(Math.max(from, least), most);
    const end = isSet('end', i) ? (step > 0 ? most : least) : Math.min(Math.max(to, least), most);
    const count = Math.max(0, Math.ceil((end - start) / step));
    take(start, count, step);
    shape!.push(count);
  }
  takeWholeUntil(rank);
  return { ...(cut(m, { x }, { begin, size, steps }) as TensorInfo), shape: shape! };
};

/** A piece of x along one axis. */
function piece(m: Machine, x: TensorInfo, axis: number, from: number, size: number): TensorInfo {
  const begin = x.shape.map((_, i) => (i === axis ? from : 0));
  return slice(m, { x }, { begin, size: x.shape.map((all, i) => (i === axis ? size : all)) }) as TensorInfo;
}

export const splitV: Kernel = (m, { x }, { numOrSizeSplits, axis }) => {
  const along = parseAxisParam(axis, x.shape)[0]!;
  let from = 0;
  return sizesOf(numOrSizeSplits, x.shape[along]).map((size) => {
    from += size;
    return piece(m, x, along, from - size, size);
  });
};

/** The sizes of so many equal pieces, or those given, of which one may be -1, the rest. */
function sizesOf(splits: number | readonly number[], n: number): number[] {
  if (typeof splits === 'number') {
    if (n % splits !== 0) throw new Error('Number of splits must evenly divide the axis.');
    return Array(splits).fill(n / splits);
  }
  const given = splits.filter((size) => size !== -1).reduce((a, b) => a + b, 0);
  const sizes = splits.map((size) => (size === -1 ? n - given : size));
  if (splits.filter((size) => size === -1).length > 1)
    throw new Error('There should be only one negative value in split array.');
  if (sizes.reduce((a, b) => a + b, 0) !== n)
    throw new Error('The sum of sizes must match the size of the axis dimension.');
  return sizes;
}

export const unpack: Kernel = (m, { value }, attrs) => {
  const axis = parseAxisParam(attrs.axis, value.shape)[0]!;
  const shape = value.shape.filter((_: number, i: number) => i !== axis);
  return Array.from({ length: value.shape[axis] }, (_, i) => ({ ...piece(m, value, axis, i, 1), shape }));
};
