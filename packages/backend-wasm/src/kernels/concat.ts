import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, shared, sizeOf } from '../kernel.js';
import { parseAxisParam } from '../tfjs/core.js';
import { onPairs } from './complex.js';
import { identity } from './identity.js';
import { bytes, made } from './strings.js';

export const concat: Kernel = onPairs(
  (m, inputs: TensorInfo[], attrs) => {
    const { shape: first, dtype } = inputs[0]!;
    const rank = first.length;
    const axis: number = parseAxisParam(attrs.axis, first)[0]!;
    inputs.forEach(({ shape }, i) => {
      if (shape.length !== rank)
        throw new Error(
          `Error in concat${rank}D: rank of tensors[${i}] must be the same as the rank of the rest (${rank})`,
        );
      if (shape.some((size, a) => a !== axis && size !== first[a]))
        throw new Error(
          `Error in concat${rank}D: Shape of tensors[${i}] (${shape}) does not match the shape of the rest (${first}) along the non-concatenated axis ${i}.`,
        );
    });
    const parts = inputs.filter(({ shape }) => sizeOf(shape) > 0);
    if (parts.length === 1) return identity(m, { x: parts[0] }, {});
    const along = inputs.reduce((sum, { shape }) => sum + shape[axis]!, 0);
    const outShape = first.map((size, a) => (a === axis ? along : size));
    const runs = parts.map(({ shape }) => sizeOf(shape.slice(axis)));
    const outer = sizeOf(first.slice(0, axis));
    if (dtype === 'string') {
      const from = parts.map((x) => bytes(m, x));
      const texts = Array.from({ length: outer }, (_, i) =>
        runs.map((run, part) => from[part]!.slice(i * run, (i + 1) * run)),
      );
      return made(m, outShape, texts.flat(2));
    }
    const y = m.make(outShape, dtype);
    const [from, to] = [parts.map((x) => m.values(x)), m.values(y)];
    for (let i = 0, at = 0; i < outer; i++) {
      for (let p = 0; p < runs.length; p++) {
        const run = runs[p]!;
        to.set(from[p]!.subarray(i * run, (i + 1) * run), at);
        at += run;
      }
    }
    return y;
  },
  ({ axis }, { shape }) => ({ axis: parseAxisParam(axis, shape)[0] }),
);

export const pack: Kernel = (m, inputs: TensorInfo[], { axis }) => {
  const { shape, dtype } = inputs[0]!;
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  if (inputs.some((x) => `${x.shape}` !== `${shape}`))
    throw new Error('All tensors passed to stack must have matching shapes');
  if (inputs.some((x) => x.dtype !== dtype)) throw new Error('All tensors passed to stack must have matching dtypes');
  const apart = [...shape.slice(0, at), 1, ...shape.slice(at)];
  return concat(
    m,
    inputs.map((x) => shared(x, apart)),
    { axis: at },
  );
};
