import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGlBackend } from '../backend.js';
import type { Kernel } from '../kernel.js';
import { packed } from '../packed.js';

/** What tfjs may well compute on the processor, where such tensors often lie. */
const FEW = 128;
/** Rows that one invocation adds up, two at a time, before they are shared among several. */
const MANY = 128;

// A bias's gradient: all axes but the last. tfjs turns the whole tensor first, so that the rows lie side by side.
export const sum: Kernel = (backend, { x }, attrs, stock) => {
  const { shape, dtype } = x!;
  const size = shape.reduce((a, b) => a * b, 1);
  // Absent, it stands for all.
  const axes = [attrs.axis ?? []].flat().map((axis: number) => (axis < 0 ? axis + shape.length : axis));
  const leading = axes.length === shape.length - 1 && !axes.includes(shape.length - 1);
  if (!leading || axes.length === 0 || dtype !== 'float32' || size <= FEW)
    return [stock!({ inputs: { x: x! }, attrs, backend }) as TensorInfo];
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  const blocks = size / rows / columns;
  const pairs = blocks * Math.ceil(rows / 2);
  const shares = pairs > MANY ? Math.ceil(Math.sqrt(pairs)) : 1;
  const flat = { ...x!, shape: [blocks, rows, columns] };
  if (shares === 1) return [named(total(backend, flat, 1, true), x!, attrs.keepDims)];
  const parts = total(backend, flat, shares, false);
  const all = total(backend, parts, 1, true);
  backend.disposeIntermediateTensorInfo(parts);
  return [named(all, x!, attrs.keepDims)];
};

const named = (sums: TensorInfo, { shape }: TensorInfo, keepDims: boolean): TensorInfo => ({
  ...sums,
  shape: keepDims ? shape.map((size, axis) => (axis === shape.length - 1 ? size : 1)) : shape.slice(-1),
});

/** Adds up the rows of `[blocks, rows, columns]`, packed two by two, into as many pairs of rows as there are shares, or into one row. */
function total(backend: WebGlBackend, x: TensorInfo, shares: number, whole: boolean): TensorInfo {
  const [blocks, rows, columns] = x.shape as [number, number, number];
  const high = Math.ceil(rows / 2);
  return packed(
    backend,
    { x },
    [1, whole ? 1 : 2 * shares, columns],
    `
void main() {
  ivec3 rc = getOutputCoords();
  vec4 sum = vec4(0.);
  for (int i = rc.y / 2; i < ${blocks * high}; i += ${shares}) {
    int block = i / ${high};
    int row = 2 * (i - block * ${high});
    vec4 pair = getX(block, row, rc.z);
    sum += row + 1 < ${rows} ? pair : vec4(pair.xy, 0., 0.);
  }
  bool more = rc.z + 1 < ${columns};
  sum = vec4(sum.x, more ? sum.y : 0., sum.z, more ? sum.w : 0.);
  setOutput(${whole ? 'vec4(sum.xy + sum.zw, 0., 0.)' : 'sum'});
}`,
  );
}
