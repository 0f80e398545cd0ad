// C = act(A · B (+ C) (+ bias)), row-major C, any strides on A and B.
//
// B is packed sliver by sliver (8 columns wide), just before its first use, so that a sliver is in the L1 cache while the
// tiles below each other use it; A is read where it is, or packed where its rows lie badly.
import { ADD, PACKED, RELU, RELU6, STRIDED, TALL, edge, tileRows } from './micro';
import { isSparse, sparse } from './sparse';

const KC: i32 = 256;
const NC: i32 = 512;
const MC: i32 = 192;

/** Bytes of scratch that `gemm` needs: the panel of B, the block of A, a spare tile, a row of bias. */
export const SCRATCH: i32 = KC * NC * 4 + KC * MC * 4 + 192 + 64;

export function gemmScratch(): i32 {
  return SCRATCH;
}

/** Packs k × columns (at most 8) of B into [k][8], padded with zeros. Strides in bytes. */
export function packSliver(k: i32, columns: i32, b: usize, bRow: usize, bColumn: usize, to: usize): void {
  if (columns == 8 && bColumn == 4) {
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
      b += bRow;
      to += 32;
    }
    return;
  }
  if (columns == 8 && bRow == 4) {
    const k4 = k & ~3;
    for (let half = 0; half < 2; half++) {
      let r0 = b + half * 4 * bColumn, r1 = r0 + bColumn, r2 = r1 + bColumn, r3 = r2 + bColumn;
      let t = to + half * 16;
      for (let p = 0; p < k4; p += 4) {
        const x0 = v128.load(r0), x1 = v128.load(r1), x2 = v128.load(r2), x3 = v128.load(r3);
        const y0 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), y1 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
        const y2 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7), y3 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
        v128.store(t, v128.shuffle<f64>(y0, y1, 0, 2));
        v128.store(t, v128.shuffle<f64>(y0, y1, 1, 3), 32);
        v128.store(t, v128.shuffle<f64>(y2, y3, 0, 2), 64);
        v128.store(t, v128.shuffle<f64>(y2, y3, 1, 3), 96);
        r0 += 16;
        r1 += 16;
        r2 += 16;
        r3 += 16;
        t += 128;
      }
    }
    b += k4 * 4;
    to += k4 * 32;
    k -= k4;
  }
  for (let p = 0; p < k; p++) {
    for (let j = 0; j < 8; j++) {
      store<f32>(to + j * 4, j < columns ? load<f32>(b + j * bColumn) : 0);
    }
    b += bRow;
    to += 32;
  }
}

/** Packs m × k of A into tiles of [k][rows], in the order in which the tiles are taken. */
function packBlock(m: i32, k: i32, a: usize, aRow: usize, aColumn: usize, to: usize): void {
  for (let i = 0; i < m; ) {
    const rows = tileRows(m - i);
    const step: usize = rows * 4;
    let from = a + i * aRow;
    if (aRow == 4 && rows >= 4) {
      // Columns of A lie together: four of a column at a time, the last four again where they overlap.
      const second = step - 16;
      for (let p = 0; p < k; p++) {
        v128.store(to, v128.load(from));
        v128.store(to + second, v128.load(from + second));
        from += aColumn;
        to += step;
      }
    } else {
      for (let r = 0; r < rows; r++) {
        let x = from;
        let t = to + r * 4;
        for (let p = 0; p < k; p++) {
          store<f32>(t, load<f32>(x));
          x += aColumn;
          t += step;
        }
        from += aRow;
      }
      to += step * k;
    }
    i += rows;
  }
}

/**
 * @param aRow, aColumn, bRow, bColumn, cRow - strides in elements
 * @param bias - [n], or 0
 * @param flags - ADD: to what C holds, and then no bias; RELU, RELU6: after the bias
 */
export function gemm(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32,
  bias: usize, flags: i32, scratch: usize,
): void {
  const ar: usize = aRow * 4, ac: usize = aColumn * 4, br: usize = bRow * 4, bc: usize = bColumn * 4, cr: usize = cRow * 4;
  // The gradient of a weight, from what a ReLU let through.
  if (aRow == 1 && bColumn == 1 && !bias && !(flags & ~ADD) && isSparse(m, n, k, a, ac, b, br)) {
    for (let k0 = 0; k0 < k; k0 += KC) {
      const add = k0 > 0 || (flags & ADD) != 0;
      sparse(m, n, min(KC, k - k0), a + k0 * ac, ac, b + k0 * br, br, c, cr, add, scratch);
    }
    return;
  }
  const panel = scratch;
  const block = panel + KC * NC * 4;
  const spare = block + KC * MC * 4;
  const biasTail = spare + 192;
  // Few rows use a sliver too seldom to be worth copying it.
  const direct = bColumn == 1 && m <= TALL;
  for (let j0 = 0; j0 < n; j0 += NC) {
    const nc = min(NC, n - j0);
    // A is copied where its rows lie badly, one element a cache line or all in the same lines of the cache, or are used often.
    const packA = nc >= 256 || (nc >= 32 && (aRow == 1 || (ar & 2047) == 0));
    // An empty sum is zero: one pass with k = 0 then writes bias and activation.
    for (let k0 = 0; k0 == 0 || k0 < k; k0 += KC) {
      const kc = min(KC, k - k0);
      const last = k0 + KC >= k;
      let flag = flags & ADD;
      if (k0 > 0) flag = ADD;
      if (last) flag |= flags & (RELU | RELU6);
      for (let i0 = 0; i0 < m; i0 += MC) {
        const mc = min(MC, m - i0);
        const aBlock = a + i0 * ar + k0 * ac;
        if (packA) packBlock(mc, kc, aBlock, ar, ac, block);
        for (let j = 0; j < nc; j += 8) {
          const columns = min(8, nc - j);
          const bFrom = b + k0 * br + (j0 + j) * bc;
          let bTile = panel + j * kc * 4;
          let bStep: usize = 32;
          if (direct && columns == 8) {
            bTile = bFrom;
            bStep = br;
          } else if (i0 == 0) packSliver(kc, columns, bFrom, br, bc, bTile);
          let biasTile: usize = 0;
          if (k0 == 0 && bias) {
            biasTile = bias + (j0 + j) * 4;
            if (columns < 8) {
              memory.copy(biasTail, biasTile, columns * 4);
              biasTile = biasTail;
            }
          }
          let packed = block;
          for (let i = 0; i < mc; ) {
            const rows = tileRows(mc - i);
            const cTile = c + (i0 + i) * cr + (j0 + j) * 4;
            if (packA) edge(rows, columns, PACKED, kc, packed, 0, 0, bTile, bStep, cTile, cr, flag, biasTile, spare);
            else edge(rows, columns, STRIDED, kc, aBlock + i * ar, ar, ac, bTile, bStep, cTile, cr, flag, biasTile, spare);
            packed += rows * kc * 4;
            i += rows;
          }
        }
      }
    }
  }
}

/** Products that lie `aBatch` and `bBatch` bytes apart, and one after the other in c. */
export function gemms(
  count: i32, aBatch: usize, bBatch: usize, m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32,
  bColumn: i32, c: usize, bias: usize, flags: i32, scratch: usize,
): void {
  for (; count > 0; --count) {
    gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, n, bias, flags, scratch);
    a += aBatch;
    b += bBatch;
    c += m * n * 4;
  }
}

/** int32 product, for completeness: nothing that trains needs it fast. */
export function gemmInt32(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: i32 = 0;
      for (let p = 0; p < k; p++) {
        sum += load<i32>(a + (i * aRow + p * aColumn) * 4) * load<i32>(b + (p * bRow + j * bColumn) * 4);
      }
      store<i32>(c + (i * n + j) * 4, sum);
    }
  }
}
