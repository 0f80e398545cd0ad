// Functions of each element, four at a time, and rows taken by index.
import { exp4, madd, tanh4 } from './simd';

/** ln x of four numbers (musl's logf, whose table this does without). */
// @ts-ignore: decorator
@inline
function log4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  let bits = v128.bitselect(f32x4.mul(x, f32x4.splat(33554432)), x, tiny);
  bits = i32x4.add(bits, i32x4.splat(0x3f800000 - 0x3f3504f3));
  let k = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(bits, 23), i32x4.splat(127)));
  k = f32x4.sub(k, v128.and(tiny, f32x4.splat(25)));
  const m = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const f = f32x4.sub(m, f32x4.splat(1));
  const s = f32x4.div(f, f32x4.add(f, f32x4.splat(2)));
  const z = f32x4.mul(s, s);
  const w = f32x4.mul(z, z);
  const odd = f32x4.mul(z, madd(w, f32x4.splat(0.28498786688), f32x4.splat(0.66666662693)));
  const even = f32x4.mul(w, madd(w, f32x4.splat(0.24279078841), f32x4.splat(0.40000972152)));
  const half = f32x4.mul(f32x4.mul(f, f), f32x4.splat(0.5));
  let y = madd(k, f32x4.splat(9.0580006145e-6), f32x4.mul(s, f32x4.add(half, f32x4.add(odd, even))));
  y = f32x4.add(f32x4.sub(y, half), f);
  y = madd(k, f32x4.splat(6.9313812256e-1), y);
  // Zero, what is negative, infinity and NaN.
  y = v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(y, f32x4.splat(NaN), f32x4.ge(x, f32x4.splat(0)));
}

/** tanh x of four numbers, the smallest too. */
// @ts-ignore: decorator
@inline
function tanh(x: v128): v128 {
  return v128.bitselect(x, tanh4(x), f32x4.lt(f32x4.abs(x), f32x4.splat(0.0004)));
}

/** erf x of four numbers, to 1.5e-7 (Abramowitz & Stegun 7.1.26, as in tfjs). */
// @ts-ignore: decorator
@inline
function erf4(x: v128): v128 {
  const a = f32x4.abs(x), one = f32x4.splat(1);
  const t = f32x4.div(one, madd(a, f32x4.splat(0.3275911), one));
  let p = madd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027));
  p = madd(t, p, f32x4.splat(1.421413741));
  p = madd(t, p, f32x4.splat(-0.284496736));
  p = madd(t, p, f32x4.splat(0.254829592));
  const y = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(a, a)))));
  return v128.or(y, v128.and(x, f32x4.splat(-0.0)));
}

export const EXP: i32 = 0;
export const LOG: i32 = 1;
export const TANH: i32 = 2;
export const ERF: i32 = 3;

// @ts-ignore: decorator
@inline
function apply(kind: i32, x: v128): v128 {
  return kind == EXP ? exp4(x) : kind == LOG ? log4(x) : kind == TANH ? tanh(x) : erf4(x);
}

// @ts-ignore: decorator
@inline
function map(kind: i32, size: i32, x: usize, y: usize): void {
  for (; size >= 4; size -= 4) {
    v128.store(y, apply(kind, v128.load(x)));
    x += 16;
    y += 16;
  }
  for (; size > 0; --size) {
    store<f32>(y, f32x4.extract_lane(apply(kind, v128.load32_splat(x)), 0));
    x += 4;
    y += 4;
  }
}

export function unary(kind: i32, size: i32, x: usize, y: usize): void {
  switch (kind) {
    case EXP: return map(EXP, size, x, y);
    case LOG: return map(LOG, size, x, y);
    case TANH: return map(TANH, size, x, y);
    case ERF: return map(ERF, size, x, y);
  }
}

/** y[o, i, :] = x[o, ids[i], :], rows of `bytes`; returns where the first index outside 0 … n − 1 stands, −1 if none does. */
export function gather(outer: i32, n: i32, bytes: i32, x: usize, count: i32, ids: usize, y: usize): i32 {
  for (let i = 0; i < count; i++) if (load<u32>(ids + i * 4) >= <u32>n) return i;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < count; i++) {
      memory.copy(y, x + load<i32>(ids + i * 4) * bytes, bytes);
      y += bytes;
    }
    x += n * bytes;
  }
  return -1;
}

/** y = x, no less than `low` and no more than `high`; NaN stays NaN. */
export function clip(size: i32, x: usize, y: usize, low: f32, high: f32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    v128.store(y + i * 4, f32x4.min(f32x4.max(v128.load(x + i * 4), f32x4.splat(low)), f32x4.splat(high)));
  }
  for (; i < size; i++) store<f32>(y + i * 4, min(max(load<f32>(x + i * 4), low), high));
}
