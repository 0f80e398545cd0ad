// The microkernel: a tile of C, up to 6 rows (4 without fused multiply-add) by 8 columns, in registers.
//
//     C[i, j] = act(Σₖ A[i, k] · B[k, j] + more[i, j])
//
// where more is nothing, what C holds, or a bias for each column.
//
// B is read 8 floats at a time, `bStep` bytes apart. A is broadcast, one float at a time, from one of three places:
// strided (rows `aRow` bytes apart, k `aStep` apart), packed ([k][rows]), or through a table of byte offsets by k, which is how a
// convolution reads its patches without copying them. Everything is inlined into one function a tile height; what a height
// does not need is removed by the optimizer.
import { madd } from './simd';

/** Flags of a tile's last step. */
export const ADD: i32 = 1;
export const RELU: i32 = 2;
export const RELU6: i32 = 4;

export const STRIDED: i32 = 0;
export const PACKED: i32 = 1;
export const TABLE: i32 = 2;

// @ts-ignore: decorator
@inline
export function activate(x: v128, flags: i32): v128 {
  x = f32x4.pmax(x, f32x4.splat(0));
  return flags & RELU6 ? f32x4.pmin(x, f32x4.splat(6)) : x;
}

// @ts-ignore: decorator
@inline
function tile(
  rows: i32, mode: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
  flags: i32, more: usize, moreRow: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  let p0 = a, p1 = a + aRow, p2 = a + 2 * aRow, p3 = a + 3 * aRow, p4 = a + 4 * aRow, p5 = a + 5 * aRow;
  let x: v128;
  for (; k > 0; --k) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let off: usize = 0;
    if (mode == TABLE) {
      off = <usize>load<u32>(aStep);
      aStep += 4;
    }
    if (mode == PACKED) x = v128.load32_splat(p0);
    else x = v128.load32_splat(p0 + off);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    if (rows > 1) {
      if (mode == PACKED) x = v128.load32_splat(p0, 4);
      else x = v128.load32_splat(p1 + off);
      c10 = madd(x, b0, c10);
      c11 = madd(x, b1, c11);
    }
    if (rows > 2) {
      if (mode == PACKED) x = v128.load32_splat(p0, 8);
      else x = v128.load32_splat(p2 + off);
      c20 = madd(x, b0, c20);
      c21 = madd(x, b1, c21);
    }
    if (rows > 3) {
      if (mode == PACKED) x = v128.load32_splat(p0, 12);
      else x = v128.load32_splat(p3 + off);
      c30 = madd(x, b0, c30);
      c31 = madd(x, b1, c31);
    }
    if (rows > 4) {
      if (mode == PACKED) x = v128.load32_splat(p0, 16);
      else x = v128.load32_splat(p4 + off);
      c40 = madd(x, b0, c40);
      c41 = madd(x, b1, c41);
    }
    if (rows > 5) {
      if (mode == PACKED) x = v128.load32_splat(p0, 20);
      else x = v128.load32_splat(p5 + off);
      c50 = madd(x, b0, c50);
      c51 = madd(x, b1, c51);
    }
    if (mode == PACKED) p0 += rows * 4;
    if (mode == STRIDED) {
      p0 += aStep;
      if (rows > 1) p1 += aStep;
      if (rows > 2) p2 += aStep;
      if (rows > 3) p3 += aStep;
      if (rows > 4) p4 += aStep;
      if (rows > 5) p5 += aStep;
    }
    b += bStep;
  }
  if (more) {
    c00 = f32x4.add(c00, v128.load(more));
    c01 = f32x4.add(c01, v128.load(more, 16));
    if (rows > 1) {
      more += moreRow;
      c10 = f32x4.add(c10, v128.load(more));
      c11 = f32x4.add(c11, v128.load(more, 16));
    }
    if (rows > 2) {
      more += moreRow;
      c20 = f32x4.add(c20, v128.load(more));
      c21 = f32x4.add(c21, v128.load(more, 16));
    }
    if (rows > 3) {
      more += moreRow;
      c30 = f32x4.add(c30, v128.load(more));
      c31 = f32x4.add(c31, v128.load(more, 16));
    }
    if (rows > 4) {
      more += moreRow;
      c40 = f32x4.add(c40, v128.load(more));
      c41 = f32x4.add(c41, v128.load(more, 16));
    }
    if (rows > 5) {
      more += moreRow;
      c50 = f32x4.add(c50, v128.load(more));
      c51 = f32x4.add(c51, v128.load(more, 16));
    }
  }
  if (flags & (RELU | RELU6)) {
    c00 = activate(c00, flags);
    c01 = activate(c01, flags);
    if (rows > 1) c10 = activate(c10, flags);
    if (rows > 1) c11 = activate(c11, flags);
    if (rows > 2) c20 = activate(c20, flags);
    if (rows > 2) c21 = activate(c21, flags);
    if (rows > 3) c30 = activate(c30, flags);
    if (rows > 3) c31 = activate(c31, flags);
    if (rows > 4) c40 = activate(c40, flags);
    if (rows > 4) c41 = activate(c41, flags);
    if (rows > 5) c50 = activate(c50, flags);
    if (rows > 5) c51 = activate(c51, flags);
  }
  const d1 = c + cRow, d2 = d1 + cRow, d3 = d2 + cRow, d4 = d3 + cRow, d5 = d4 + cRow;
  v128.store(c, c00);
  v128.store(c, c01, 16);
  if (rows > 1) v128.store(d1, c10);
  if (rows > 1) v128.store(d1, c11, 16);
  if (rows > 2) v128.store(d2, c20);
  if (rows > 2) v128.store(d2, c21, 16);
  if (rows > 3) v128.store(d3, c30);
  if (rows > 3) v128.store(d3, c31, 16);
  if (rows > 4) v128.store(d4, c40);
  if (rows > 4) v128.store(d4, c41, 16);
  if (rows > 5) v128.store(d5, c50);
  if (rows > 5) v128.store(d5, c51, 16);
}

// One function a tile height and a way of reading A. The names of the arguments are those of `tile`.
function strided1(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(1, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function strided2(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(2, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function strided3(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(3, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function strided4(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(4, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function strided5(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(5, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function strided6(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(6, STRIDED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed1(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(1, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed2(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(2, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed3(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(3, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed4(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(4, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed5(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(5, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function packed6(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(6, PACKED, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table1(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(1, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table2(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(2, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table3(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(3, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table4(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(4, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table5(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(5, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }
function table6(k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void { tile(6, TABLE, k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow); }

/** Computes one tile of `rows` × 8. */
// @ts-ignore: decorator
@inline
function micro(rows: i32, mode: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, more: usize, moreRow: usize): void {
  if (mode == STRIDED) {
    switch (rows) {
      case 6: if (TALL >= 6) return strided6(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 5: if (TALL >= 5) return strided5(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 4: return strided4(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 3: return strided3(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 2: return strided2(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 1: return strided1(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    }
    return;
  }
  if (mode == PACKED) {
    switch (rows) {
      case 6: if (TALL >= 6) return packed6(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 5: if (TALL >= 5) return packed5(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 4: return packed4(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 3: return packed3(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 2: return packed2(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
      case 1: return packed1(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    }
    return;
  }
  switch (rows) {
    case 6: if (TALL >= 6) return table6(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    case 5: if (TALL >= 5) return table5(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    case 4: return table4(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    case 3: return table3(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    case 2: return table2(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
    case 1: return table1(k, a, aRow, aStep, b, bStep, c, cRow, flags, more, moreRow);
  }
  return;
}

/**
 * Rows of the tallest tile. Twelve sums and what feeds them fill the registers that engines give out; where products are
 * apart from sums, and engines load everything first, as Node 20 does, eight.
 */
export const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** How many rows the next tile takes where `left` rows are left: the tallest, and an even split of the last ones. */
// @ts-ignore: decorator
@inline
export function tileRows(left: i32): i32 {
  return left >= 2 * TALL ? TALL : left > TALL ? (left + 1) >> 1 : left;
}

/**
 * A tile that may be narrower than 8 columns: then it is computed in `spare` (6 × 8 floats) and its columns are copied.
 * B must be readable 8 wide, and bias too, which goes with no ADD.
 */
export function edge(
  rows: i32, columns: i32, mode: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, flags: i32, bias: usize, spare: usize,
): void {
  const narrow = columns < 8;
  const to = narrow ? spare : c, toRow = narrow ? 32 : cRow;
  if (narrow && flags & ADD) {
    for (let i = 0; i < rows; i++) memory.copy(spare + i * 32, c + i * cRow, columns * 4);
  }
  micro(rows, mode, k, a, aRow, aStep, b, bStep, to, toRow, flags, flags & ADD ? to : bias, flags & ADD ? toRow : 0);
  for (let i = 0; narrow && i < rows; i++) {
    for (let j = 0; j < columns; j++) store<f32>(c + i * cRow + j * 4, load<f32>(spare + i * 32 + j * 4));
  }
}
