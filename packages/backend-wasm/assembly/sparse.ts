// C = Aᵀ · B, where many numbers of B are zero, as in the gradient of a weight below a ReLU or a dropout: what is zero is left out.
//
// Of each column of B a list is made, of what is not zero and of the row of A that it goes with. Then some rows of C are summed,
// a column at a time, and turned round. Sums have the order of the dense product, and so its bits.
import { madd } from './simd';

/** Columns that have lists at a time. */
const LISTS: i32 = 256;
/** Columns that are turned round in one go: a cache line of C. */
const COLUMNS: i32 = 16;
/** Vectors of sums: what registers hold; where an engine loads all operands first, as that of Node 20 does, fewer. */
const WIDE: i32 = ASC_FEATURE_RELAXED_SIMD ? 12 : 6;
/** The least part of zeros at which leaving them out is faster. */
const LEAST: f32 = ASC_FEATURE_RELAXED_SIMD ? 0.25 : 0.1;

/** Whether `sparse` takes such a product, and B has zeros enough. An A that is not finite must meet the zeros too. */
export function isSparse(m: i32, n: i32, k: i32, a: usize, aRow: usize, b: usize, bRow: usize): bool {
  if (m < 64 || n < 32 || k < 8 || ((m | n) & 3) != 0) return false;
  let zeros = i32x4.splat(0);
  for (let p = 0; p < k; p++) {
    for (let j = 0; j < n; j += 4) zeros = i32x4.add(zeros, f32x4.eq(v128.load(b + j * 4), f32x4.splat(0)));
    b += bRow;
  }
  let count = i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1);
  count += i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3);
  if (<f32>-count < LEAST * <f32>n * <f32>k) return false;
  let finite = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    for (let i = 0; i < m; i += 4) finite = madd(v128.load(a + i * 4), f32x4.splat(0), finite);
    a += aRow;
  }
  return !v128.any_true(f32x4.ne(finite, finite));
}

/** Sums of so many vectors, a constant: Σ value · A[row, …] over a list. */
// @ts-ignore: decorator
@inline
function sums(vectors: i32, from: usize, end: usize, a: usize, to: usize): void {
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0);
  let c4 = f32x4.splat(0), c5 = f32x4.splat(0), c6 = f32x4.splat(0), c7 = f32x4.splat(0);
  let c8 = f32x4.splat(0), c9 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  for (; from < end; from += 8) {
    const x = a + <usize>load<u32>(from);
    const value = v128.load32_splat(from, 4);
    c0 = madd(v128.load(x), value, c0);
    if (vectors > 1) {
      c1 = madd(v128.load(x, 16), value, c1);
      c2 = madd(v128.load(x, 32), value, c2);
      c3 = madd(v128.load(x, 48), value, c3);
    }
    if (vectors > 4) {
      c4 = madd(v128.load(x, 64), value, c4);
      c5 = madd(v128.load(x, 80), value, c5);
    }
    if (vectors > 6) {
      c6 = madd(v128.load(x, 96), value, c6);
      c7 = madd(v128.load(x, 112), value, c7);
    }
    if (vectors > 8) {
      c8 = madd(v128.load(x, 128), value, c8);
      c9 = madd(v128.load(x, 144), value, c9);
      c10 = madd(v128.load(x, 160), value, c10);
      c11 = madd(v128.load(x, 176), value, c11);
    }
  }
  v128.store(to, c0);
  if (vectors > 1) {
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
  }
  if (vectors > 4) {
    v128.store(to, c4, 64);
    v128.store(to, c5, 80);
  }
  if (vectors > 6) {
    v128.store(to, c6, 96);
    v128.store(to, c7, 112);
  }
  if (vectors > 8) {
    v128.store(to, c8, 128);
    v128.store(to, c9, 144);
    v128.store(to, c10, 160);
    v128.store(to, c11, 176);
  }
}
function wide(from: usize, end: usize, a: usize, to: usize): void { sums(WIDE, from, end, a, to); }
function four(from: usize, end: usize, a: usize, to: usize): void { sums(4, from, end, a, to); }
function one(from: usize, end: usize, a: usize, to: usize): void { sums(1, from, end, a, to); }

/** Four by four numbers turned round into C, or added to it. */
// @ts-ignore: decorator
@inline
function turn(from: usize, step: usize, c: usize, cRow: usize, add: bool): void {
  const x0 = v128.load(from), x1 = v128.load(from + step), x2 = v128.load(from + 2 * step), x3 = v128.load(from + 3 * step);
  const y0 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), y1 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
  const y2 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7), y3 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
  put(c, v128.shuffle<f64>(y0, y1, 0, 2), add);
  put(c + cRow, v128.shuffle<f64>(y0, y1, 1, 3), add);
  put(c + 2 * cRow, v128.shuffle<f64>(y2, y3, 0, 2), add);
  put(c + 3 * cRow, v128.shuffle<f64>(y2, y3, 1, 3), add);
}

// @ts-ignore: decorator
@inline
function put(c: usize, x: v128, add: bool): void {
  v128.store(c, add ? f32x4.add(x, v128.load(c)) : x);
}

/** Lists of the columns of B, `step` bytes apart, and where each ends. */
function listColumns(n: i32, k: i32, b: usize, bRow: usize, lists: usize, step: usize, ends: usize): void {
  for (let j = 0; j < n; j++) store<u32>(ends + j * 4, <u32>(lists + j * step));
  for (let p = 0; p < k; p++) {
    for (let j = 0; j < n; j++) {
      const value = load<f32>(b + j * 4);
      const end = <usize>load<u32>(ends + j * 4);
      store<u32>(end, p * WIDE * 16);
      store<f32>(end, value, 4);
      store<u32>(ends + j * 4, <u32>end + (<u32>(value != 0) << 3));
    }
    b += bRow;
  }
}

/**
 * C [m, n] (+)= A [k, m]ᵀ · B [k, n]; m and n must be multiples of 4.
 *
 * @param aRow, bRow, cRow - bytes from row to row as they are stored
 * @param scratch - at most 2,240 k + 37,000 bytes, at the start of a line of the cache
 */
export function sparse(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, add: bool, scratch: usize,
): void {
  // A line more, so that lists do not all begin in the same lines of the cache.
  const list: usize = (k * 8 + 127) & ~63;
  const rows = scratch + LISTS * list;
  const tile = rows + k * WIDE * 16;
  const ends = tile + COLUMNS * WIDE * 16;
  for (let j0 = 0; j0 < n; j0 += LISTS) {
    const nc = min(LISTS, n - j0);
    listColumns(nc, k, b + j0 * 4, bRow, scratch, list, ends);
    for (let i = 0; i < m; ) {
      const left = (m - i) >> 2;
      const vectors = left >= WIDE ? WIDE : left >= 4 ? 4 : 1;
      const step: usize = vectors * 16;
      // Copied, the rows lie in the first cache, and no vector in two of its lines.
      for (let p = 0, from = a + i * 4, to = rows; p < k; p++) {
        for (let r: usize = 0; r < step; r += 16) v128.store(to + r, v128.load(from + r));
        from += aRow;
        to += WIDE * 16;
      }
      for (let j = 0; j < nc; j += COLUMNS) {
        const columns = min(COLUMNS, nc - j);
        for (let q = 0; q < columns; q++) {
          const from = scratch + (j + q) * list;
          const end = <usize>load<u32>(ends + (j + q) * 4);
          const to = tile + q * step;
          if (vectors == WIDE) wide(from, end, rows, to);
          else if (vectors == 4) four(from, end, rows, to);
          else one(from, end, rows, to);
        }
        for (let r = 0; r < vectors; r++) {
          for (let q = 0; q < columns; q += 4) {
            turn(tile + q * step + r * 16, step, c + (i + 4 * r) * cRow + (j0 + j + q) * 4, cRow, add);
          }
        }
      }
      i += vectors * 4;
    }
  }
}
