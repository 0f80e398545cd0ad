import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Argument, Machine, Work } from '../machine.js';

/** What both directions ask of the shapes; a unit of the work is a sample. */
function geometry(m: Machine, query: TensorInfo, value: TensorInfo) {
  const [samples, queries, heads, depth] = query.shape as [number, number, number, number];
  const [, keys, kvHeads, valueDepth] = value.shape as [number, number, number, number];
  const table = heads * queries * keys;
  const work: Work = {
    count: samples,
    cost: table * (depth + valueDepth + 30),
    scratch: m.run.attentionScratch(queries, keys),
  };
  return {
    table,
    work,
    sizes: ['count', kvHeads, heads / kvHeads, queries, keys, depth, valueDepth] as Argument[],
    /** A tensor's address, sample by sample. */
    along: (x: TensorInfo | undefined): Argument => m.along(x, x && 4 * sizeOf(x.shape.slice(1))),
    like: (x: TensorInfo): TensorInfo => m.make(x.shape),
    shape: [samples, heads, queries, keys],
    out: [samples, queries, heads, valueDepth],
  };
}

const drop = ({ rate = 0, seed = 0 }, table: number): Argument[] => [
  [0, table],
  seed,
  Math.floor(rate * 2 ** 32),
  1 / (1 - rate),
  'scratch',
];

export const attention: Kernel = (m, { query, key, value, mask }, attrs) => {
  const { sizes, work, table, along, shape, out } = geometry(m, query, value);
  const { scale, causal = false, offset = 0 } = attrs;
  const y = m.make(out);
  const p = m.make(shape);
  const keys = shape[3]!;
  // Bytes from one sample, head and query to the next; 0 where they share.
  const [bytes, maskHead, maskQuery] = mask
    ? [0, 1, 2].map((axis) => (mask.shape[axis] === 1 ? 0 : sizeOf(mask.shape.slice(axis + 1))))
    : [0, 0, 0];
  m.parallel(
    'attention',
    work,
    ...sizes,
    along(query),
    along(key),
    along(value),
    m.along(mask, bytes),
    bytes!,
    maskHead!,
    maskQuery!,
    causal ? offset + 1 : keys,
    along(p),
    along(y),
    scale,
    ...drop(attrs, table),
  );
  return [y, p];
};

export const attentionGrad: Kernel = (m, { dy, dprobabilities, query, key, value, probabilities }, attrs) => {
  const { sizes, work, table, along, like } = geometry(m, query, value);
  const [dquery, dkey, dvalue] = [like(query), like(key), like(value)];
  m.parallel(
    'attentionGrad',
    { ...work, cost: 2 * work.cost },
    ...sizes,
    along(dy),
    along(dprobabilities),
    along(query),
    along(key),
    along(value),
    along(probabilities),
    along(dquery),
    along(dkey),
    along(dvalue),
    attrs.scale,
    ...drop(attrs, table),
  );
  return [dquery!, dkey!, dvalue!];
};
