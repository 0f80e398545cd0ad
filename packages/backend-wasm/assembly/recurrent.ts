// Recurrent layers over a whole sequence. Tensors are [batch, time, …] and stay in the order of the input's time; `backwards`
// walks them from the end. The product with the input's kernel is one for all time steps, straight into `gates`; each
// step then adds the product of the state with the recurrent kernel, which is packed once, and turns it into gates.
//
// `prev` holds the state that came into each step, so that the recurrent kernel's gradient is one product too.
// With a `slope`, gates are clip(slope · x + ½, 0, 1), and `gates` holds what is not clipped yet, for the way back to see;
// with none they are σ(x).
// An address of 0 stands for what is absent: initial states and gradients of zeros, no mask, no sequence of outputs.
import { SCRATCH, gemm, packSliver } from './gemm';
import { ADD, STRIDED, edge, tileRows } from './micro';
import { madd, tanh4 } from './simd';

const KC: i32 = 256;

/** σ(x) = ½ + ½ tanh ½x, the halves in the coefficients; sooner done than simd.ts's, and as good where it is not near 0. */
// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const c = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-15.8106222152709961)), f32x4.splat(15.8106222152709961));
  const z = f32x4.mul(c, c);
  let p = madd(z, f32x4.splat(-1.68503935389621e-20), f32x4.splat(4.88327125201360e-17));
  p = madd(z, p, f32x4.splat(-8.40299953333726e-14));
  p = madd(z, p, f32x4.splat(2.00089730092623e-10));
  p = madd(z, p, f32x4.splat(2.32144118309342e-7));
  p = madd(z, p, f32x4.splat(3.98288705547148e-5));
  p = madd(z, p, f32x4.splat(1.22338113972947e-3));
  let q = madd(z, f32x4.splat(1.87227874166722e-8), f32x4.splat(7.40841910541588e-6));
  q = madd(z, q, f32x4.splat(5.6710865810975e-4));
  q = madd(z, q, f32x4.splat(4.89352518554385e-3));
  return f32x4.add(f32x4.div(f32x4.mul(c, p), q), f32x4.splat(0.5));
}

/** What is kept of a gate. */
// @ts-ignore: decorator
@inline
function gate4(hard: bool, slope: f32, x: v128): v128 {
  return hard ? f32x4.add(f32x4.mul(x, f32x4.splat(slope)), f32x4.splat(0.5)) : sigmoid4(x);
}

/** The gate itself. */
// @ts-ignore: decorator
@inline
function clipped(hard: bool, kept: v128): v128 {
  return hard ? f32x4.max(f32x4.min(kept, f32x4.splat(1)), f32x4.splat(0)) : kept;
}

// @ts-ignore: decorator
@inline
function oneMinus(x: v128): v128 {
  return f32x4.sub(f32x4.splat(1), x);
}

/** dy · y(1 − y), or dy · slope where nothing was clipped. */
// @ts-ignore: decorator
@inline
function gateGrad(hard: bool, slope: f32, dy: v128, kept: v128, y: v128): v128 {
  return hard
    ? v128.and(f32x4.mul(dy, f32x4.splat(slope)), f32x4.eq(kept, y))
    : f32x4.mul(dy, f32x4.mul(y, oneMinus(y)));
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

/** Bytes of scratch for any of these: two packed parts of the recurrent kernel, a spare tile, a row of zeros or one for each sample. */
export function recurrentScratch(batch: i32, units: i32, gates: i32): usize {
  const packed = max(packedSize(gates * units, units), packedSize(units, gates * units) + 32 * units);
  return max(<usize>SCRATCH, packed + 192 + (batch + 1) * units * 4);
}

// ── LSTM: gates i, f, c, o ──────────────────────────────────────────────────────────────────────────────────────────

// @ts-ignore: decorator
@inline
function lstmCell(whole: bool, hard: bool, slope: f32, g: usize, row: usize, c: usize, cOut: usize, hOut: usize, y: usize): void {
  const i = gate4(hard, slope, get(whole, g)), f = gate4(hard, slope, get(whole, g + row));
  const n = tanh4(get(whole, g + 2 * row)), o = gate4(hard, slope, get(whole, g + 3 * row));
  const state = madd(clipped(hard, f), get(whole, c), f32x4.mul(clipped(hard, i), n));
  const h = f32x4.mul(clipped(hard, o), tanh4(state));
  put(whole, g, i);
  put(whole, g + row, f);
  put(whole, g + 2 * row, n);
  put(whole, g + 3 * row, o);
  put(whole, cOut, state);
  put(whole, hOut, h);
  if (y) put(whole, y, h);
}

// @ts-ignore: decorator
@inline
function lstmRow(hard: bool, slope: f32, g: usize, row: usize, c: usize, cOut: usize, hOut: usize, y: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) lstmCell(true, hard, slope, g + j, row, c + j, cOut + j, hOut + j, y ? y + j : 0);
  for (; j < row; j += 4) lstmCell(false, hard, slope, g + j, row, c + j, cOut + j, hOut + j, y ? y + j : 0);
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
  batch: i32, time: i32, features: i32, units: i32, slope: f32, x: usize, kernel: usize, recurrent: usize, bias: usize,
  h0: usize, c0: usize, mask: usize, backwards: bool, h: usize, c: usize, y: usize, gates: usize, prev: usize, cells: usize,
  scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  gemm(batch * time, 4 * units, features, x, features, 1, kernel, 4 * units, 1, gates, 4 * units, bias, 0, scratch);
  const zeros = scratch, spare = zeros + row, packed = spare + 192;
  memory.fill(zeros, 0, row);
  pack(units, 4 * units, recurrent, 4 * row, 4, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1, hard = slope != 0;
  fill(batch, row, h0, prev + first * row, rowOverTime);
  for (let s = 0; s < time; s++) {
    const t = first + s * step;
    if (s > 0 || h0) product(batch, 4 * units, units, prev + t * row, rowOverTime, packed, gates + t * 4 * row, 4 * rowOverTime, ADD, spare);
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      const g = gates + at * 4 * row, cOut = cells + at * row, yOut = y ? y + at * row : 0;
      const hOut = s == time - 1 ? h + b * row : prev + (at + step) * row;
      const cIn = s > 0 ? cells + (at - step) * row : c0 ? c0 + b * row : zeros;
      if (mask && !load<u8>(mask + at)) {
        memory.copy(cOut, cIn, row);
        memory.copy(hOut, prev + at * row, row);
        if (y) memory.copy(yOut, hOut, row);
        continue;
      }
      if (hard) lstmRow(true, slope, g, row, cIn, cOut, hOut, yOut);
      else lstmRow(false, 0, g, row, cIn, cOut, hOut, yOut);
    }
  }
  const last = backwards ? 0 : time - 1;
  for (let b = 0; b < batch; b++) memory.copy(c + b * row, cells + (b * time + last) * row, row);
}

// @ts-ignore: decorator
@inline
function lstmCellGrad(whole: bool, hard: bool, slope: f32, g: usize, row: usize, cIn: usize, c: usize, dy: usize, dh: usize, dc: usize, dz: usize): void {
  const ki = get(whole, g), kf = get(whole, g + row), n = get(whole, g + 2 * row), ko = get(whole, g + 3 * row);
  const i = clipped(hard, ki), f = clipped(hard, kf), o = clipped(hard, ko);
  let dState = get(whole, dh);
  if (dy) dState = f32x4.add(dState, get(whole, dy));
  const squashed = tanh4(get(whole, c));
  const dO = f32x4.mul(dState, squashed);
  const dC = f32x4.add(get(whole, dc), tanhGrad(f32x4.mul(dState, o), squashed));
  put(whole, dz, gateGrad(hard, slope, f32x4.mul(dC, n), ki, i));
  put(whole, dz + row, gateGrad(hard, slope, f32x4.mul(dC, get(whole, cIn)), kf, f));
  put(whole, dz + 2 * row, tanhGrad(f32x4.mul(dC, i), n));
  put(whole, dz + 3 * row, gateGrad(hard, slope, dO, ko, o));
  put(whole, dc, f32x4.mul(dC, f));
}

// @ts-ignore: decorator
@inline
function lstmRowGrad(hard: bool, slope: f32, g: usize, row: usize, cIn: usize, c: usize, dy: usize, dh: usize, dc: usize, dz: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) lstmCellGrad(true, hard, slope, g + j, row, cIn + j, c + j, dy ? dy + j : 0, dh + j, dc + j, dz + j);
  for (; j < row; j += 4) lstmCellGrad(false, hard, slope, g + j, row, cIn + j, c + j, dy ? dy + j : 0, dh + j, dc + j, dz + j);
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
 */
export function lstmGrad(
  batch: i32, time: i32, units: i32, slope: f32, recurrent: usize, c0: usize, mask: usize, backwards: bool, initial: bool,
  gates: usize, prev: usize, cells: usize, dy: usize, dh: usize, dc: usize, dz: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  const zeros = scratch, spare = zeros + row, packed = spare + 192;
  memory.fill(zeros, 0, row);
  pack(4 * units, units, recurrent, 4, 4 * row, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1, hard = slope != 0;
  for (let s = time - 1; s >= 0; s--) {
    const t = first + s * step;
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      const g = gates + at * 4 * row, c = cells + at * row, d = dz + at * 4 * row, dyIn = dy ? dy + at * row : 0;
      const dhRow = dh + b * row, dcRow = dc + b * row;
      const cIn = s > 0 ? cells + (at - step) * row : c0 ? c0 + b * row : zeros;
      if (mask && !load<u8>(mask + at)) {
        passed(units, 4, dyIn, dhRow, d);
        continue;
      }
      if (hard) lstmRowGrad(true, slope, g, row, cIn, c, dyIn, dhRow, dcRow, d);
      else lstmRowGrad(false, 0, g, row, cIn, c, dyIn, dhRow, dcRow, d);
      if (mask) memory.fill(dhRow, 0, row);
    }
    if (s > 0 || initial) {
      product(batch, units, 4 * units, dz + t * 4 * row, 4 * rowOverTime, packed, dh, row, mask ? ADD : 0, spare);
    }
  }
}

// ── SimpleRNN ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * @param x - [batch, time, features]
 * @param h0, h - [batch, units], the first state, or 0, and the last
 * @param mask - [batch, time], a byte each, or 0
 * @param y - [batch, time, units], or 0
 * @param gates, prev - [batch, time, units]: tanh, and h as it came into the step
 */
export function simpleRNN(
  batch: i32, time: i32, features: i32, units: i32, x: usize, kernel: usize, recurrent: usize, bias: usize, h0: usize,
  mask: usize, backwards: bool, h: usize, y: usize, gates: usize, prev: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  gemm(batch * time, units, features, x, features, 1, kernel, units, 1, gates, units, bias, 0, scratch);
  const spare = scratch, packed = spare + 192;
  pack(units, units, recurrent, row, 4, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1;
  fill(batch, row, h0, prev + first * row, rowOverTime);
  for (let s = 0; s < time; s++) {
    const t = first + s * step;
    if (s > 0 || h0) product(batch, units, units, prev + t * row, rowOverTime, packed, gates + t * row, rowOverTime, ADD, spare);
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      const g = gates + at * row, hOut = s == time - 1 ? h + b * row : prev + (at + step) * row;
      let j: usize = 0;
      for (; j + 16 <= row; j += 16) v128.store(g + j, tanh4(v128.load(g + j)));
      for (; j < row; j += 4) put(false, g + j, tanh4(get(false, g + j)));
      memory.copy(hOut, mask && !load<u8>(mask + at) ? prev + at * row : g, row);
      if (y) memory.copy(y + at * row, hOut, row);
    }
  }
}

/** Names as in `lstmGrad`. */
export function simpleRNNGrad(
  batch: i32, time: i32, units: i32, recurrent: usize, mask: usize, backwards: bool, initial: bool, gates: usize,
  prev: usize, dy: usize, dh: usize, dz: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  const spare = scratch, packed = spare + 192;
  pack(units, units, recurrent, 4, row, packed);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1;
  for (let s = time - 1; s >= 0; s--) {
    const t = first + s * step;
    for (let b = 0; b < batch; b++) {
      const at = b * time + t, g = gates + at * row, d = dz + at * row, dyIn = dy ? dy + at * row : 0, dhRow = dh + b * row;
      if (mask && !load<u8>(mask + at)) {
        passed(units, 1, dyIn, dhRow, d);
        continue;
      }
      let j: usize = 0;
      for (; j + 16 <= row; j += 16) {
        let dState = v128.load(dhRow + j);
        if (dy) dState = f32x4.add(dState, v128.load(dyIn + j));
        v128.store(d + j, tanhGrad(dState, v128.load(g + j)));
      }
      for (; j < row; j += 4) {
        let dState = get(false, dhRow + j);
        if (dy) dState = f32x4.add(dState, get(false, dyIn + j));
        put(false, d + j, tanhGrad(dState, get(false, g + j)));
      }
      if (mask) memory.fill(dhRow, 0, row);
    }
    if (s > 0 || initial) {
      product(batch, units, units, dz + t * row, rowOverTime, packed, dh, row, mask ? ADD : 0, spare);
    }
  }
}

// ── GRU: gates z, r, h ──────────────────────────────────────────────────────────────────────────────────────────────
//
// `after`: the reset gate multiplies the product of the state, ĥ = tanh(x·W + r · (h·U + b)); before: the state itself,
// ĥ = tanh(x·W + (r · h)·U). `inner` [batch, time, units] is h·U + b for the former, r · h for the latter.

// @ts-ignore: decorator
@inline
function gruOpen(whole: bool, hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize): void {
  const r = gate4(hard, slope, get(whole, g + row));
  put(whole, g, gate4(hard, slope, get(whole, g)));
  put(whole, g + row, r);
  put(whole, inner, f32x4.mul(clipped(hard, r), get(whole, h)));
}

// @ts-ignore: decorator
@inline
function gruOpenRow(hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) gruOpen(true, hard, slope, g + j, row, h + j, inner + j);
  for (; j < row; j += 4) gruOpen(false, hard, slope, g + j, row, h + j, inner + j);
}

// @ts-ignore: decorator
@inline
function gruCell(whole: bool, after: bool, hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize, bias: usize, hOut: usize, y: usize): void {
  let z = get(whole, g), x = get(whole, g + 2 * row);
  if (after) {
    const r = gate4(hard, slope, get(whole, g + row));
    let p = get(whole, inner);
    if (bias) p = f32x4.add(p, get(whole, bias));
    z = gate4(hard, slope, z);
    put(whole, g, z);
    put(whole, g + row, r);
    put(whole, inner, p);
    x = madd(clipped(hard, r), p, x);
  }
  const n = tanh4(x);
  put(whole, g + 2 * row, n);
  const next = madd(clipped(hard, z), f32x4.sub(get(whole, h), n), n);
  put(whole, hOut, next);
  if (y) put(whole, y, next);
}

// @ts-ignore: decorator
@inline
function gruRow(after: bool, hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize, bias: usize, hOut: usize, y: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) gruCell(true, after, hard, slope, g + j, row, h + j, inner + j, bias ? bias + j : 0, hOut + j, y ? y + j : 0);
  for (; j < row; j += 4) gruCell(false, after, hard, slope, g + j, row, h + j, inner + j, bias ? bias + j : 0, hOut + j, y ? y + j : 0);
}

/**
 * @param bias - [3 · units], with `after` [2, 3 · units], of the input's product and of the state's; or 0
 * @param gates - [batch, time, 3 · units]
 */
export function gru(
  batch: i32, time: i32, features: i32, units: i32, slope: f32, after: bool, x: usize, kernel: usize, recurrent: usize,
  bias: usize, h0: usize, mask: usize, backwards: bool, h: usize, y: usize, gates: usize, prev: usize, inner: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  const spare = scratch, packed = spare + 192, packedLast = packed + packedSize(units, 2 * units);
  gemm(batch * time, 3 * units, features, x, features, 1, kernel, 3 * units, 1, gates, 3 * units, bias, 0, scratch);
  pack(units, 2 * units, recurrent, 3 * row, 4, packed);
  pack(units, units, recurrent + 2 * row, 3 * row, 4, packedLast);
  const innerBias = after && bias ? bias + 5 * row : 0;
  if (innerBias) addRow(batch * time, 2 * units, bias + 3 * row, gates, 3 * row);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1, hard = slope != 0;
  fill(batch, row, h0, prev + first * row, rowOverTime);
  for (let s = 0; s < time; s++) {
    const t = first + s * step;
    const gatesAt = gates + t * 3 * row, prevAt = prev + t * row, innerAt = inner + t * row;
    if (s > 0 || h0) {
      product(batch, 2 * units, units, prevAt, rowOverTime, packed, gatesAt, 3 * rowOverTime, ADD, spare);
      if (after) product(batch, units, units, prevAt, rowOverTime, packedLast, innerAt, rowOverTime, 0, spare);
    } else if (after) fill(batch, row, 0, innerAt, rowOverTime);
    if (!after) {
      for (let b = 0; b < batch; b++) {
        const g = gatesAt + b * 3 * rowOverTime, hIn = prevAt + b * rowOverTime, i = innerAt + b * rowOverTime;
        if (hard) gruOpenRow(true, slope, g, row, hIn, i);
        else gruOpenRow(false, 0, g, row, hIn, i);
      }
      if (s > 0 || h0) product(batch, units, units, innerAt, rowOverTime, packedLast, gatesAt + 2 * row, 3 * rowOverTime, ADD, spare);
    }
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      const g = gates + at * 3 * row, hIn = prev + at * row, i = inner + at * row, yOut = y ? y + at * row : 0;
      const hOut = s == time - 1 ? h + b * row : hIn + step * row;
      if (mask && !load<u8>(mask + at)) {
        memory.copy(hOut, hIn, row);
        if (y) memory.copy(yOut, hIn, row);
        continue;
      }
      if (after) {
        if (hard) gruRow(true, true, slope, g, row, hIn, i, innerBias, hOut, yOut);
        else gruRow(true, false, 0, g, row, hIn, i, innerBias, hOut, yOut);
      } else if (hard) gruRow(false, true, slope, g, row, hIn, 0, 0, hOut, yOut);
      else gruRow(false, false, 0, g, row, hIn, 0, 0, hOut, yOut);
    }
  }
}

/** Adds a row of n numbers to rows that lie `toRow` bytes apart. */
function addRow(rows: i32, n: i32, from: usize, to: usize, toRow: usize): void {
  for (; rows > 0; --rows) {
    let j = 0;
    for (; j + 4 <= n; j += 4) v128.store(to + j * 4, f32x4.add(v128.load(to + j * 4), v128.load(from + j * 4)));
    for (; j < n; j++) store<f32>(to + j * 4, load<f32>(to + j * 4) + load<f32>(from + j * 4));
    to += toRow;
  }
}

/** The gradients of ĥ and z; dh keeps what goes on past the gates. `dr`: with `after`, those of r and of h·U + b too. */
// @ts-ignore: decorator
@inline
function gruCellGrad(whole: bool, after: bool, hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize, dy: usize, dh: usize, dz: usize, dInner: usize): void {
  const kz = get(whole, g), z = clipped(hard, kz), n = get(whole, g + 2 * row);
  let dState = get(whole, dh);
  if (dy) dState = f32x4.add(dState, get(whole, dy));
  const dn = tanhGrad(f32x4.mul(dState, oneMinus(z)), n);
  put(whole, dz, gateGrad(hard, slope, f32x4.mul(dState, f32x4.sub(get(whole, h), n)), kz, z));
  put(whole, dz + 2 * row, dn);
  put(whole, dh, f32x4.mul(dState, z));
  if (after) {
    const kr = get(whole, g + row), r = clipped(hard, kr);
    put(whole, dz + row, gateGrad(hard, slope, f32x4.mul(dn, get(whole, inner)), kr, r));
    put(whole, dInner, f32x4.mul(dn, r));
  }
}

// @ts-ignore: decorator
@inline
function gruRowGrad(after: bool, hard: bool, slope: f32, g: usize, row: usize, h: usize, inner: usize, dy: usize, dh: usize, dz: usize, dInner: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) gruCellGrad(true, after, hard, slope, g + j, row, h + j, inner + j, dy ? dy + j : 0, dh + j, dz + j, dInner + j);
  for (; j < row; j += 4) gruCellGrad(false, after, hard, slope, g + j, row, h + j, inner + j, dy ? dy + j : 0, dh + j, dz + j, dInner + j);
}

/** The gradient of r where it multiplies the state, and the state's through it; d is that of r · h. */
// @ts-ignore: decorator
@inline
function gruOpenGrad(whole: bool, hard: bool, slope: f32, r: usize, h: usize, d: usize, dh: usize, dr: usize): void {
  const kept = get(whole, r), reset = clipped(hard, kept), dInner = get(whole, d);
  put(whole, dr, gateGrad(hard, slope, f32x4.mul(dInner, get(whole, h)), kept, reset));
  put(whole, dh, madd(dInner, reset, get(whole, dh)));
}

// @ts-ignore: decorator
@inline
function gruOpenRowGrad(hard: bool, slope: f32, r: usize, row: usize, h: usize, d: usize, dh: usize, dr: usize): void {
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) gruOpenGrad(true, hard, slope, r + j, h + j, d + j, dh + j, dr + j);
  for (; j < row; j += 4) gruOpenGrad(false, hard, slope, r + j, h + j, d + j, dh + j, dr + j);
}

/**
 * Names as in `lstmGrad`.
 *
 * @param dInner - [batch, time, units], with `after`: room for the gradient of h·U + b
 */
export function gruGrad(
  batch: i32, time: i32, units: i32, slope: f32, after: bool, recurrent: usize, mask: usize, backwards: bool, initial: bool,
  gates: usize, prev: usize, inner: usize, dy: usize, dh: usize, dz: usize, dInner: usize, scratch: usize,
): void {
  const row: usize = units * 4, rowOverTime: usize = row * time;
  const spare = scratch, dReset = spare + 192, packed = dReset + batch * row, packedLast = packed + packedSize(2 * units, units);
  pack(2 * units, units, recurrent, 4, 3 * row, packed);
  pack(units, units, recurrent + 2 * row, 4, 3 * row, packedLast);
  const first = backwards ? time - 1 : 0, step = backwards ? -1 : 1, hard = slope != 0;
  for (let s = time - 1; s >= 0; s--) {
    const t = first + s * step;
    for (let b = 0; b < batch; b++) {
      const at = b * time + t;
      const g = gates + at * 3 * row, hIn = prev + at * row, i = inner + at * row, d = dz + at * 3 * row;
      const dyIn = dy ? dy + at * row : 0, dhRow = dh + b * row, dI = dInner + at * row;
      if (mask && !load<u8>(mask + at)) {
        passed(units, 3, dyIn, dhRow, d);
        if (after) memory.fill(dI, 0, row);
        continue;
      }
      if (after) {
        if (hard) gruRowGrad(true, true, slope, g, row, hIn, i, dyIn, dhRow, d, dI);
        else gruRowGrad(true, false, 0, g, row, hIn, i, dyIn, dhRow, d, dI);
      } else if (hard) gruRowGrad(false, true, slope, g, row, hIn, 0, dyIn, dhRow, d, 0);
      else gruRowGrad(false, false, 0, g, row, hIn, 0, dyIn, dhRow, d, 0);
    }
    const dzAt = dz + t * 3 * row;
    if (!after) {
      product(batch, units, units, dzAt + 2 * row, 3 * rowOverTime, packedLast, dReset, row, 0, spare);
      for (let b = 0; b < batch; b++) {
        const at = b * time + t;
        const r = gates + at * 3 * row + row, hIn = prev + at * row, dr = dz + at * 3 * row + row, dhRow = dh + b * row, d = dReset + b * row;
        if (mask && !load<u8>(mask + at)) continue;
        if (hard) gruOpenRowGrad(true, slope, r, row, hIn, d, dhRow, dr);
        else gruOpenRowGrad(false, 0, r, row, hIn, d, dhRow, dr);
      }
    }
    if (s > 0 || initial) {
      product(batch, units, 2 * units, dzAt, 3 * rowOverTime, packed, dh, row, ADD, spare);
      if (after) product(batch, units, units, dInner + t * row, rowOverTime, packedLast, dh, row, ADD, spare);
    }
  }
}
