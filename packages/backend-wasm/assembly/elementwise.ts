// Functions of each element, four at a time, and rows taken by index.
import { elu, gelu, geluTanh, mish, silu, softplus } from './activation';
import { exp4, erf4, log4, sigmoid4, tanh } from './simd';

// @ts-ignore: decorator
@inline
function apply(kind: i32, x: v128): v128 {
  switch (kind) {
    case 0: return exp4(x);
    case 1: return log4(x);
    case 2: return tanh(x);
    case 3: return erf4(x);
    case 4: return f32x4.neg(x);
    case 5: return f32x4.abs(x);
    case 6: return f32x4.mul(x, x);
    case 7: return f32x4.sqrt(x);
    case 8: return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
    case 9: return f32x4.div(f32x4.splat(1), x);
    case 10: return f32x4.max(x, f32x4.splat(0));
    case 11: return sigmoid4(x);
    case 12: return elu(x);
    case 13: return gelu(x);
    case 14: return geluTanh(x);
    case 15: return silu(x);
    case 16: return softplus(x);
    default: return mish(x);
  }
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

/** The kinds are numbered in src/kernels/elementwise.ts. */
export function unary(kind: i32, size: i32, x: usize, y: usize): void {
  switch (kind) {
    case 0: return map(0, size, x, y);
    case 1: return map(1, size, x, y);
    case 2: return map(2, size, x, y);
    case 3: return map(3, size, x, y);
    case 4: return map(4, size, x, y);
    case 5: return map(5, size, x, y);
    case 6: return map(6, size, x, y);
    case 7: return map(7, size, x, y);
    case 8: return map(8, size, x, y);
    case 9: return map(9, size, x, y);
    case 10: return map(10, size, x, y);
    case 11: return map(11, size, x, y);
    case 12: return map(12, size, x, y);
    case 13: return map(13, size, x, y);
    case 14: return map(14, size, x, y);
    case 15: return map(15, size, x, y);
    case 16: return map(16, size, x, y);
    case 17: return map(17, size, x, y);
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
