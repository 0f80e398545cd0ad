// Scaled dot-product attention, one sample after the other, head by head. Nothing is transposed in memory: a head is every
// `heads`-th run of a row, and the products read it where it lies. Key and value may have fewer heads, each for a group.
//
//     p = softmax(scale · q kᵀ) over the keys allowed, 0 elsewhere, and all 0 where none is       y = drop(p) v
import { gemm, SCRATCH } from './gemm';
import { ADD } from './micro';
import { exp1, exp4, max4, sum4 } from './simd';
import { dropout, scaleRow, softmaxGrad } from './train';

/** Bytes of scratch: the products' own, and two tables of queries by keys. */
export function attentionScratch(queries: i32, keys: i32): i32 {
  return SCRATCH + 8 * queries * keys + 128;
}

/** All ones where the mask's byte is not 0. */
// @ts-ignore: decorator
@inline
function allowed4(mask: usize): v128 {
  const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(mask));
  return i32x4.ne(i32x4.extend_low_i16x8_u(bytes), i32x4.splat(0));
}

/** One row of scores becomes probabilities: the first `seen` keys, those among them that the mask allows. */
function probabilities(keys: i32, seen: i32, row: usize, mask: usize, scale: f32): void {
  const none = f32x4.splat(-Infinity), by = f32x4.splat(scale);
  let most = none;
  let j = 0;
  for (; j + 4 <= seen; j += 4) {
    let s = f32x4.mul(v128.load(row + j * 4), by);
    if (mask) s = v128.bitselect(s, none, allowed4(mask + j));
    v128.store(row + j * 4, s);
    most = f32x4.max(most, s);
  }
  let top = max4(most);
  for (; j < seen; j++) {
    const s: f32 = mask != 0 && load<u8>(mask + j) == 0 ? -Infinity : load<f32>(row + j * 4) * scale;
    store<f32>(row + j * 4, s);
    top = max(top, s);
  }
  if (top == -Infinity) {
    memory.fill(row, 0, keys * 4);
    return;
  }
  const shift = f32x4.splat(top);
  let total = f32x4.splat(0);
  j = 0;
  for (; j + 4 <= seen; j += 4) {
    const s = v128.load(row + j * 4);
    const e = v128.and(exp4(f32x4.sub(s, shift)), f32x4.ne(s, none));
    v128.store(row + j * 4, e);
    total = f32x4.add(total, e);
  }
  let sum = sum4(total);
  for (; j < seen; j++) {
    const s = load<f32>(row + j * 4);
    const e: f32 = s == -Infinity ? 0 : exp1(s - top);
    store<f32>(row + j * 4, e);
    sum += e;
  }
  scaleRow(row, seen, 1 / sum);
  if (seen < keys) memory.fill(row + seen * 4, 0, (keys - seen) * 4);
}

/**
 * @param group - query heads for each head of key and value
 * @param mask - bytes, or 0; maskSample, maskHead, maskQuery: the bytes from one to the next, 0 where all share
 * @param reach - query i sees the keys before i + reach
 * @param p - [samples, heads, queries, keys]
 * @param counter - the number of p's first element in the stream of random bits; no dropout where threshold is 0
 */
export function attention(
  samples: i32, kvHeads: i32, group: i32, queries: i32, keys: i32, depth: i32, valueDepth: i32, q: usize, k: usize,
  v: usize, mask: usize, maskSample: i32, maskHead: i32, maskQuery: i32, reach: i32, p: usize, y: usize, scale: f32,
  counter: u32, seed: u32, threshold: u32, keptScale: f32, scratch: usize,
): void {
  const heads = kvHeads * group;
  const table = queries * keys;
  const dropped = scratch + SCRATCH;
  for (; samples > 0; --samples) {
    for (let h = 0; h < heads; h++) {
      const kv = h / group;
      gemm(
        queries, keys, depth, q + h * depth * 4, heads * depth, 1, k + kv * depth * 4, 1, kvHeads * depth, p, keys, 0, 0,
        scratch,
      );
      const rows: usize = mask ? mask + h * maskHead : 0;
      for (let i = 0; i < queries; i++) {
        const seen = max(0, min(keys, i + reach));
        probabilities(keys, seen, p + i * keys * 4, rows ? rows + i * maskQuery : 0, scale);
      }
      let weights = p;
      if (threshold) {
        dropout(counter, table, p, dropped, seed, threshold, keptScale);
        weights = dropped;
      }
      gemm(
        queries, valueDepth, keys, weights, keys, 1, v + kv * valueDepth * 4, kvHeads * valueDepth, 1,
        y + h * valueDepth * 4, heads * valueDepth, 0, 0, scratch,
      );
      p += table * 4;
      counter += table;
    }
    q += queries * heads * depth * 4;
    k += keys * kvHeads * depth * 4;
    v += keys * kvHeads * valueDepth * 4;
    y += queries * heads * valueDepth * 4;
    if (mask) mask += maskSample;
  }
}

/** The arguments are `attention`'s; dp is the gradient of p itself, or 0. */
export function attentionGrad(
  samples: i32, kvHeads: i32, group: i32, queries: i32, keys: i32, depth: i32, valueDepth: i32, dy: usize, dp: usize,
  q: usize, k: usize, v: usize, p: usize, dq: usize, dk: usize, dv: usize, scale: f32, counter: u32, seed: u32,
  threshold: u32, keptScale: f32, scratch: usize,
): void {
  const heads = kvHeads * group;
  const table = queries * keys;
  const dropped = scratch + SCRATCH;
  const ds = dropped + table * 4;
  const row = heads * depth, kvRow = kvHeads * depth, valueRow = heads * valueDepth, kvValueRow = kvHeads * valueDepth;
  for (; samples > 0; --samples) {
    for (let h = 0; h < heads; h++) {
      const kv = h / group;
      const flags = h % group == 0 ? 0 : ADD;
      const dyHead = dy + h * valueDepth * 4, qHead = q + h * depth * 4, kHead = k + kv * depth * 4;
      let weights = p;
      if (threshold) {
        dropout(counter, table, p, dropped, seed, threshold, keptScale);
        weights = dropped;
      }
      gemm(
        keys, valueDepth, queries, weights, 1, keys, dyHead, valueRow, 1, dv + kv * valueDepth * 4, kvValueRow, 0, flags,
        scratch,
      );
      gemm(
        queries, keys, valueDepth, dyHead, valueRow, 1, v + kv * valueDepth * 4, 1, kvValueRow, ds, keys, 0, 0, scratch,
      );
      if (threshold) dropout(counter, table, ds, ds, seed, threshold, keptScale);
      if (dp) {
        for (let i = 0; i < table; i++) store<f32>(ds + i * 4, load<f32>(ds + i * 4) + load<f32>(dp + i * 4));
        dp += table * 4;
      }
      softmaxGrad(queries, keys, p, ds, ds, scale);
      gemm(queries, depth, keys, ds, keys, 1, kHead, kvRow, 1, dq + h * depth * 4, row, 0, 0, scratch);
      gemm(keys, depth, queries, ds, 1, keys, qHead, row, 1, dk + kv * depth * 4, kvRow, 0, flags, scratch);
      p += table * 4;
      counter += table;
    }
    q += queries * row * 4;
    dq += queries * row * 4;
    k += keys * kvRow * 4;
    dk += keys * kvRow * 4;
    v += keys * kvValueRow * 4;
    dv += keys * kvValueRow * 4;
    dy += queries * valueRow * 4;
  }
}
