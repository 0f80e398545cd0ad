import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../dispatch.js';
import { hash, keepNan, reductions } from '../functions.js';
import { type Kernel, sizeOf } from '../kernel.js';
import { product } from '../product.js';

/** A score that no softmax lets through. */
const NEVER = '-1e30';

/** The sizes, under the names of the kernels page: `group` heads share a key and value. */
function sizesOf(query: TensorInfo, value: TensorInfo) {
  const [samples, queries, heads, depth] = query.shape as [number, number, number, number];
  const [, keys, kvHeads, valueDepth] = value.shape as [number, number, number, number];
  return { samples, queries, heads, depth, keys, kvHeads, valueDepth, group: heads / kvHeads };
}

/** What makes p(…) the probability after dropout; the numbers it needs. */
function dropout({ rate = 0, seed = 0 }: Readonly<Record<string, any>>) {
  const dropped = (value: string, place: string): string =>
    rate > 0 ? `select(0, ${value} * u.keep, hash(hash(u.seed) + (${place}) * 0x9e3779b9u) >= u.below)` : value;
  return {
    dropped,
    head: rate > 0 ? hash : '',
    integers: rate > 0 ? { seed: seed >>> 0, below: Math.floor(rate * 2 ** 32) } : {},
    floats: rate > 0 ? { keep: 1 / (1 - rate) } : {},
  };
}

/** From the matrix of a sample and head to both; and from that of a sample and head of keys and values. */
const BY_HEAD = 'let b = z / u.heads; let h = z % u.heads; let kv = h / u.group;';
const BY_KV_HEAD = 'let b = z / u.kvHeads; let kv = z % u.kvHeads;';

/** The head and the query of `k`, where a product goes over all queries of all heads of a group. */
const HEAD = '(kv * u.group + k / u.queries)';
const QUERY = '(k % u.queries)';

/** Places in `query`, `dy`; in `key`, `value`; in `probabilities`. */
const ofQuery = (query: string, head: string, d: string, depth: string): string =>
  `((b * u.queries + ${query}) * u.heads + ${head}) * u.${depth} + ${d}`;
const ofKey = (key: string, d: string, depth: string): string =>
  `((b * u.keys + ${key}) * u.kvHeads + kv) * u.${depth} + ${d}`;
const ofScore = (head: string, query: string, key: string): string =>
  `((b * u.heads + ${head}) * u.queries + ${query}) * u.keys + ${key}`;

export const attention: Kernel = (backend, { query, key, value, mask }, attrs) => {
  const { scale, causal = false, offset = 0 } = attrs;
  const sizes = sizesOf(query!, value!);
  const { samples, queries, heads, depth, keys, valueDepth } = sizes;
  const noise = dropout(attrs);
  const [byB, byH, byQ] = [0, 1, 2].map((axis) =>
    !mask || mask.shape[axis] === 1 ? 0 : sizeOf({ shape: mask.shape.slice(axis + 1) }),
  ) as [number, number, number];
  const closed = [
    ...(mask ? ['mask[b * u.byB + h * u.byH + row * u.byQ + column] == 0'] : []),
    ...(causal ? ['i32(column) > i32(row) + i32(u.offset)'] : []),
  ].join(' || ');
  const [scores] = product(backend, {
    inputs: { query, key, mask },
    outputs: { scores: { shape: [samples, heads, queries, keys] } },
    integers: { ...sizes, byB, byH, byQ, offset },
    floats: { scale },
    matrices: samples * heads,
    rows: queries,
    columns: keys,
    inner: depth,
    start: BY_HEAD,
    left: { value: `query[${ofQuery('row', 'h', 'k', 'depth')}]`, alongK: true },
    right: { value: `key[${ofKey('column', 'k', 'depth')}]`, alongK: true },
    write: `scores[${ofScore('h', 'row', 'column')}] = ${closed ? `select(sum * u.scale, ${NEVER}, ${closed})` : 'sum * u.scale'};`,
  });
  const [p] = dispatch(backend, {
    inputs: { scores },
    outputs: { p: scores },
    integers: { keys },
    count: keys === 0 ? 0 : samples * heads * queries,
    each: 'group',
    head: keepNan + reductions,
    body: `
  let row = i * u.keys;
  var most = ${NEVER};
  for (var k = t; k < u.keys; k += GROUP) { most = max(most, scores[row + k]); }
  most = maxOf(t, most);
  var sum = 0.0;
  for (var k = t; k < u.keys; k += GROUP) {
    let score = scores[row + k];
    let power = select(keepNan(score, exp(score - most)), 0, score <= ${NEVER});
    p[row + k] = power;
    sum += power;
  }
  sum = sumOf(t, sum);
  for (var k = t; k < u.keys; k += GROUP) { p[row + k] = select(p[row + k] / sum, 0, sum == 0); }`,
  });
  backend.disposeData(scores!.dataId);
  const [y] = product(backend, {
    inputs: { p, value },
    outputs: { y: { shape: [samples, queries, heads, valueDepth] } },
    integers: { ...sizes, ...noise.integers },
    floats: noise.floats,
    head: noise.head,
    matrices: samples * heads,
    rows: queries,
    columns: valueDepth,
    inner: keys,
    start: BY_HEAD,
    left: { value: noise.dropped(`p[${ofScore('h', 'row', 'k')}]`, ofScore('h', 'row', 'k')), alongK: true },
    right: { value: `value[${ofKey('k', 'column', 'valueDepth')}]`, alongK: false },
    write: `y[${ofQuery('row', 'h', 'column', 'valueDepth')}] = sum;`,
  });
  return [y!, p!];
};

export const attentionGrad: Kernel = (backend, { dy, dprobabilities, query, key, value, probabilities }, attrs) => {
  const sizes = sizesOf(query!, value!);
  const { samples, queries, heads, depth, keys, kvHeads, valueDepth, group } = sizes;
  const { dropped, head, integers, floats } = dropout(attrs);
  const byHead = { matrices: samples * heads, start: BY_HEAD };
  const byKvHead = { matrices: samples * kvHeads, rows: keys, inner: group * queries, start: BY_KV_HEAD };
  const score = ofScore('h', 'row', 'column');
  const [dp] = product(backend, {
    ...byHead,
    inputs: { dy, value, dprobabilities },
    outputs: { dp: probabilities },
    integers: { ...sizes, ...integers },
    floats,
    head,
    rows: queries,
    columns: keys,
    inner: valueDepth,
    left: { value: `dy[${ofQuery('row', 'h', 'k', 'valueDepth')}]`, alongK: true },
    right: { value: `value[${ofKey('column', 'k', 'valueDepth')}]`, alongK: true },
    write: `dp[${score}] = ${dropped('sum', score)}${dprobabilities ? ` + dprobabilities[${score}]` : ''};`,
  });
  const [ds] = dispatch(backend, {
    inputs: { dp, p: probabilities },
    outputs: { ds: probabilities },
    integers: { keys },
    floats: { scale: attrs.scale },
    count: keys === 0 ? 0 : samples * heads * queries,
    each: 'group',
    head: reductions,
    body: `
  let row = i * u.keys;
  var mean = 0.0;
  for (var k = t; k < u.keys; k += GROUP) { mean += p[row + k] * dp[row + k]; }
  mean = sumOf(t, mean);
  for (var k = t; k < u.keys; k += GROUP) { ds[row + k] = p[row + k] * (dp[row + k] - mean) * u.scale; }`,
  });
  const [dquery] = product(backend, {
    ...byHead,
    inputs: { ds, key },
    outputs: { dquery: query },
    integers: sizes,
    rows: queries,
    columns: depth,
    inner: keys,
    left: { value: `ds[${ofScore('h', 'row', 'k')}]`, alongK: true },
    right: { value: `key[${ofKey('k', 'column', 'depth')}]`, alongK: false },
    write: `dquery[${ofQuery('row', 'h', 'column', 'depth')}] = sum;`,
  });
  const [dkey] = product(backend, {
    ...byKvHead,
    inputs: { ds, query },
    outputs: { dkey: key },
    integers: sizes,
    columns: depth,
    left: { value: `ds[${ofScore(HEAD, QUERY, 'row')}]`, alongK: false },
    right: { value: `query[${ofQuery(QUERY, HEAD, 'column', 'depth')}]`, alongK: false },
    write: `dkey[${ofKey('row', 'column', 'depth')}] = sum;`,
  });
  const place = ofScore(HEAD, QUERY, 'row');
  const [dvalue] = product(backend, {
    ...byKvHead,
    inputs: { p: probabilities, dy },
    outputs: { dvalue: value },
    integers: { ...sizes, ...integers },
    floats,
    head,
    columns: valueDepth,
    left: { value: dropped(`p[${place}]`, place), alongK: false },
    right: { value: `dy[${ofQuery(QUERY, HEAD, 'column', 'valueDepth')}]`, alongK: false },
    write: `dvalue[${ofKey('row', 'column', 'valueDepth')}] = sum;`,
  });
  for (const { dataId } of [dp!, ds!]) backend.disposeData(dataId);
  return [dquery!, dkey!, dvalue!];
};
