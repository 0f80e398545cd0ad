import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeNumber, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { parseAxisParam } from '../tfjs/core.js';
import { cast } from './cast.js';
import { transpose } from './transpose.js';

interface Attrs {
  readonly axis?: number | number[] | null;
  readonly reductionIndices?: number | number[] | null;
  readonly keepDims?: boolean;
}

const axesOf = (x: TensorInfo, { axis, reductionIndices }: Attrs): number[] =>
  [...new Set(parseAxisParam((axis ?? reductionIndices)!, x.shape))].sort((a, b) => a - b);

const without = (x: TensorInfo, axes: readonly number[], keepDims = false): number[] =>
  keepDims
    ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : x.shape.filter((_, axis) => !axes.includes(axis));

/** Calls `run` with x, its axes moved behind the others, with how many elements become one of y, and with y. */
function reduced(
  m: Machine,
  x: TensorInfo,
  attrs: Attrs,
  dtype: DataType,
  run: (x: TensorInfo, n: number, y: TensorInfo) => void,
): TensorInfo {
  const axes = axesOf(x, attrs);
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const moved = transpose(m, { x }, { perm: [...others, ...axes] }) as TensorInfo;
  const y = m.make(without(x, axes, attrs.keepDims), dtype);
  if (sizeOf(x.shape) > 0) run(moved, sizeOf(axes.map((axis) => x.shape[axis]!)), y);
  else m.values(y).fill(0);
  m.backend.disposeData(moved.dataId);
  return y;
}

const extreme =
  (name: 'Max' | 'Min'): Kernel =>
  (m, { x }, attrs) =>
    reduced(m, x, attrs, x.dtype, (moved, n, y) => m.tfjs(name, moved, dtypeNumber(x), n, y));

export const max: Kernel = extreme('Max');

export const min: Kernel = extreme('Min');

const logical =
  (name: 'All' | 'Any'): Kernel =>
  (m, { x }, attrs) =>
    reduced(m, x, attrs, x.dtype, (moved, n, y) => m.tfjs(name, moved, n, y));

export const all: Kernel = logical('All');

export const any: Kernel = logical('Any');

const total = (m: Machine, name: 'Sum' | 'Prod', x: TensorInfo, attrs: Attrs): TensorInfo =>
  reduced(m, x, attrs, x.dtype, (moved, n, y) => m.tfjs(name, moved, n, dtypeNumber(x), y));

export const prod: Kernel = (m, { x }, attrs) => total(m, 'Prod', x, attrs);

const where =
  (name: 'ArgMax' | 'ArgMin'): Kernel =>
  (m, { x }, attrs) =>
    reduced(m, x, attrs, 'int32', (moved, n, y) => m.tfjs(name, moved, dtypeNumber(x), sizeOf(y.shape), n, y));

export const argMax: Kernel = where('ArgMax');

export const argMin: Kernel = where('ArgMin');

/** A sum of floats over axes that lie side by side, in the middle or not; undefined for others. */
function sideBySide(m: Machine, x: TensorInfo, attrs: Attrs, isMean: boolean): TensorInfo | undefined {
  const axes = axesOf(x, attrs);
  const first = axes[0] ?? 0;
  const next = first + axes.length;
  if (x.dtype !== 'float32' || axes.length === 0 || axes.at(-1) !== next - 1) return undefined;
  const y = m.make(without(x, axes, attrs.keepDims));
  const [n, inner] = [sizeOf(x.shape.slice(first, next)), sizeOf(x.shape.slice(next))];
  m.parallel(
    'sum',
    { count: sizeOf(x.shape.slice(0, first)), cost: 4 * n * inner },
    'count',
    n,
    inner,
    m.along(x, 4 * n * inner),
    m.along(y, 4 * inner),
    isMean ? 1 / n : 1,
  );
  return y;
}

export const sum: Kernel = (m, { x }, attrs) => sideBySide(m, x, attrs, false) ?? total(m, 'Sum', x, attrs);

export const mean: Kernel = (m, { x }, attrs) => {
  const fast = sideBySide(m, x, attrs, true);
  if (fast) return fast;
  const floats = cast(m, { x }, { dtype: 'float32' }) as TensorInfo;
  const y = reduced(m, floats, attrs, 'float32', (moved, n, y) => m.tfjs('Mean', moved, n, y));
  m.backend.disposeData(floats.dataId);
  return y;
};

/** Sums or products of all elements up to each, along an axis. */
const cumulative =
  (name: 'Cumsum' | 'Cumprod'): Kernel =>
  (m, { x }, { axis, exclusive, reverse }) => {
    if (x.dtype !== 'float32' && x.dtype !== 'int32')
      throw new Error(`${name.toLowerCase()} does not support ${x.dtype} tensors in the WASM backend`);
    // Changes places with the last one, and back.
    const perm = x.shape.map((_: number, i: number) => i);
    [perm[axis], perm[perm.length - 1]] = [perm.length - 1, axis];
    const moved = transpose(m, { x }, { perm }) as TensorInfo;
    const sums = m.make(moved.shape, x.dtype);
    m.tfjs(name, moved, exclusive, reverse, moved.shape.at(-1)!, sums, dtypeNumber(x));
    const y = transpose(m, { x: sums }, { perm });
    for (const { dataId } of [moved, sums]) m.backend.disposeData(dataId);
    return y;
  };

export const cumsum: Kernel = cumulative('Cumsum');

export const cumprod: Kernel = cumulative('Cumprod');
