// Recurrent layers over a whole sequence. Tensors are [batch, time, …] and stay in the order of the input's time; `backwards`
// walks them from the end. The product with the input's kernel is one for all time steps, straight into `gates`; each
// step then adds the product of the state with the recurrent kernel, which is packed once, and turns it into gates.
//
// `prev` holds the state that came into each step, so that the recurrent kernel's gradient is one product too.
// An address of 0 stands for what is absent: initial states and gradients of zeros, no mask, no sequence of outputs.
import { tanh4 } from './elementwise';
import { SCRATCH, gemm, packSliver } from './gemm';
import { ADD, STRIDED, edge, tileRows } from './micro';
import { sum } from './reduce';
import { madd } from './simd';

const KC: i32 = 256;

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return madd(tanh4(f32x4.mul(x, half)), half, half);
}

// @ts-ignore: decorator
@inline
function oneMinus(x: v128): v128 {
  return f32x4.sub(f32x4.splat(1), x);
}

/** dy · y(1 − y) */
// @ts-ignore: decorator
@inline
function sigmoidGrad(dy: v128, y: v128): v128 {
  return f32x4.mul(dy, f32x4.mul(y, oneMinus(y)));
}

/** dy · (1 − y²) */
// @ts-ignore: decorator
@inline
function tanhGrad(dy: v128, y: v128): v128 {
  return f32x4.mul(dy, oneMinus(f32x4.mul(y, y)));
}

// Four numbers at once, or one where the row ends; `whole` is a constant wherever this is inlined.
// @ts-ignore: decorator
@inline
function get(whole: bool, at: usize): v128 {
  return whole ? v128.load(at) : v128.load32_splat(at);
}

// @ts-ignore: decorator
@inline
function put(whole: bool, at: usize, x: v128): void {
  if (whole) v128.store(at, x);
  else v128.store32_lane(at, x, 0);
}

/** Bytes of a packed matrix of k × n. */
function packedSize(k: i32, n: i32): usize {
  return k * ((n + 7) & ~7) * 4;
}

/** Packs k × n of B for `product`; strides in bytes. */
function pack(k: i32, n: i32, b: usize, bRow: usize, bColumn: usize, to: usize): void {
  for (let k0 = 0; k0 < k; k0 += KC) {
    const kc = min(KC, k - k0);
    for (let j = 0; j < n; j += 8) {
      packSliver(kc, min(8, n - j), b + k0 * bRow + j * bColumn, bRow, bColumn, to);
      to += kc * 32;
    }
  }
}

/** C = A · B (+ C), B packed; row strides in bytes. `spare` is 192 bytes. */
function product(m: i32, n: i32, k: i32, a: usize, aRow: usize, b: usize, c: usize, cRow: usize, flags: i32, spare: usize): void {
  for (let k0 = 0; k0 < k; k0 += KC) {
    const kc = min(KC, k - k0);
    for (let j = 0; j < n; j += 8) {
      for (let i = 0; i < m; ) {
        const rows = tileRows(m - i);
        edge(rows, min(8, n - j), STRIDED, kc, a + i * aRow + k0 * 4, aRow, 4, b, 32, c + i * cRow + j * 4, cRow, flags, 0, spare);
        i += rows;
      }
      b += kc * 32;
    }
    flags |= ADD;
  }
}

/** Rows of `from`, or zeros where it is 0, into rows that lie `toRow` bytes apart. */
function fill(rows: i32, bytes: usize, from: usize, to: usize, toRow: usize): void {
  for (; rows > 0; --rows) {
    if (from) {
      memory.copy(to, from, bytes);
      from += bytes;
    } else memory.fill(to, 0, bytes);
    to += toRow;
  }
}

/** Bytes of scratch for any of these. */
export function recurrentScratch(batch: i32, units: i32, gates: i32): usize {
  return max(<usize>SCRATCH, 2 * packedSize(gates * units, units) + packedSize(units, gates * units)) + 192 + (batch + 1) * units * 4 + gates * units * 4;
}

// ── LSTM: gates i, f, c, o ──────────────────────────────────────────────────────────────────────────────────────────

// @ts-ignore: decorator
@inline
function lstmCell(whole: bool, g: usize, row: usize, c: usize, cOut: usize, hOut: usize, y: usize): void {
  const i = sigmoid4(get(whole, g)), f = sigmoid4(get(whole, g + row));
  const n = tanh4(get(whole, g + 2 * row)), o = sigmoid4(get(whole, g + 3 * row));
  const state = madd(f, get(whole, c), f32x4.mul(i, n));
  const h = f32x4.mul(o, tanh4(state));
  put(whole, g, i);
  put(whole, g + row, f);
  put(whole, g + 2 * row, n);
  put(whole, g + 3 * row, o);
  put(whole, cOut, state);
  put(whole, hOut, h);
  if (y) put(whole, y, h);
}

/**
 * @param x - [batch, time, features]
 * @param h0, c0 - [batch, units], or 0
 * @param mask - [batch, time], a byte each, or 0
 * @param h, c - [batch, units], the last states
 * @param y - [batch, time, units], or 0
 * @param gates - [batch, time, 4 · units]
 * @param prev, cells - [batch, time, units]: h as it came into the step, c as it left
 */
export function lstm(
  batch: i32, time: i32, features: i32, units: i32, x: usize, kernel: usize, recurrent: usize, bias: usize, h0: usize,
  c0: usize, mask: usize, backwards: bool, h: usize, c: usize, y: usize, gates: usize, prev: usize, cells: usize,
  scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  gemm(batch * time, 4 * units, features, x, features, 1, kernel, 4 * units, 1, gates, 4 * units, bias, 0, scratch, false);
  const zeros = scratch, spare = zeros + row, packed = spare + 192;
  memory.fill(zeros, 0, row);
  pack(units, 4 * units, recurrent, 4 * row, 4, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1;
  fill(batch, row, h0, prev + first * row, rowOverTime);
  for (let s = 0; s < time; s++) {
    const t = first + s * step;
    if (s > 0 || h0) product(batch, 4 * units, units, prev + t * row, rowOverTime, packed, gates + t * 4 * row, 4 * rowOverTime, ADD, spare);
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      let g = gates + at * 4 * row, cOut = cells + at * row, hOut = prev + (at + step) * row, yOut = y ? y + at * row : 0;
      let cIn = s > 0 ? cells + (at - step) * row : c0 ? c0 + b * row : zeros;
      if (s == time - 1) hOut = h + b * row;
      if (mask && !load<u8>(mask + at)) {
        memory.copy(cOut, cIn, row);
        memory.copy(hOut, prev + at * row, row);
        if (y) memory.copy(yOut, hOut, row);
        continue;
      }
      let j = 0;
      for (; j + 4 <= units; j += 4) {
        lstmCell(true, g, row, cIn, cOut, hOut, yOut);
        g += 16;
        cIn += 16;
        cOut += 16;
        hOut += 16;
        if (y) yOut += 16;
      }
      for (; j < units; j++) {
        lstmCell(false, g, row, cIn, cOut, hOut, yOut);
        g += 4;
        cIn += 4;
        cOut += 4;
        hOut += 4;
        if (y) yOut += 4;
      }
    }
  }
  const last = backwards ? 0 : time - 1;
  for (let b = 0; b < batch; b++) memory.copy(c + b * row, cells + (b * time + last) * row, row);
}

// @ts-ignore: decorator
@inline
function lstmCellGrad(whole: bool, g: usize, row: usize, cIn: usize, c: usize, dy: usize, dh: usize, dc: usize, dz: usize): void {
  const i = get(whole, g), f = get(whole, g + row), n = get(whole, g + 2 * row), o = get(whole, g + 3 * row);
  let dState = get(whole, dh);
  if (dy) dState = f32x4.add(dState, get(whole, dy));
  const squashed = tanh4(get(whole, c));
  const dO = f32x4.mul(dState, squashed);
  const dC = f32x4.add(get(whole, dc), tanhGrad(f32x4.mul(dState, o), squashed));
  put(whole, dz, sigmoidGrad(f32x4.mul(dC, n), i));
  put(whole, dz + row, sigmoidGrad(f32x4.mul(dC, get(whole, cIn)), f));
  put(whole, dz + 2 * row, tanhGrad(f32x4.mul(dC, i), n));
  put(whole, dz + 3 * row, sigmoidGrad(dO, o));
  put(whole, dc, f32x4.mul(dC, f));
}

/** A masked step on the way back: no gradient at its gates, and dh goes on to the step before as it is. */
// @ts-ignore: decorator
@inline
function passed(units: i32, gates: i32, dy: usize, dh: usize, dz: usize): void {
  memory.fill(dz, 0, gates * units * 4);
  if (dy) for (let j = 0; j < units; j++) store<f32>(dh + j * 4, load<f32>(dh + j * 4) + load<f32>(dy + j * 4));
}

/**
 * @param dy - [batch, time, units], or 0
 * @param dh, dc - [batch, units]: in, the gradients of the last states; out, those of the first, where `initial` says so
 * @param dz - [batch, time, 4 · units]: of what stands before the activations
 * @param dRecurrent - [units, 4 · units]
 */
export function lstmGrad(
  batch: i32, time: i32, units: i32, recurrent: usize, c0: usize, mask: usize, backwards: bool, initial: bool,
  gates: usize, prev: usize, cells: usize, dy: usize, dh: usize, dc: usize, dz: usize, dRecurrent: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  const zeros = scratch, spare = zeros + row, packed = spare + 192;
  memory.fill(zeros, 0, row);
  pack(4 * units, units, recurrent, 4, 4 * row, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1;
  for (let s = time - 1; s >= 0; s--) {
    const t = first + s * step;
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      let g = gates + at * 4 * row, c = cells + at * row, d = dz + at * 4 * row, dyIn = dy ? dy + at * row : 0;
      let dhRow = dh + b * row, dcRow = dc + b * row;
      let cIn = s > 0 ? cells + (at - step) * row : c0 ? c0 + b * row : zeros;
      if (mask && !load<u8>(mask + at)) {
        passed(units, 4, dyIn, dhRow, d);
        continue;
      }
      let j = 0;
      for (; j + 4 <= units; j += 4) {
        lstmCellGrad(true, g, row, cIn, c, dyIn, dhRow, dcRow, d);
        g += 16;
        cIn += 16;
        c += 16;
        dhRow += 16;
        dcRow += 16;
        d += 16;
        if (dy) dyIn += 16;
      }
      for (; j < units; j++) {
        lstmCellGrad(false, g, row, cIn, c, dyIn, dhRow, dcRow, d);
        g += 4;
        cIn += 4;
        c += 4;
        dhRow += 4;
        dcRow += 4;
        d += 4;
        if (dy) dyIn += 4;
      }
      if (mask) memory.fill(dh + b * row, 0, row);
    }
    if (s > 0 || initial) {
      product(batch, units, 4 * units, dz + t * 4 * row, 4 * rowOverTime, packed, dh, row, mask ? ADD : 0, spare);
    }
  }
  gemm(units, 4 * units, batch * time, prev, 1, units, dz, 4 * units, 1, dRecurrent, 4 * units, 0, 0, scratch, false);
}
