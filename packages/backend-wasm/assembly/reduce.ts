// Sums over a run of axes: x is [outer, n, inner], y is [outer, inner]. Sums are taken in blocks, so that rounding errors
// grow with the number of blocks and not with n.
import { madd, sum4 } from './simd';

const BLOCK: i32 = 128;

export function sum(outer: i32, n: i32, inner: i32, x: usize, y: usize, scale: f32): void {
  for (let o = 0; o < outer; o++) {
    if (inner == 1) store<f32>(y, sumRow(x, n) * scale);
    else {
      memory.fill(y, 0, inner * 4);
      for (let r = 0; r < n; r += BLOCK) sumBlock(min(BLOCK, n - r), inner, x + r * inner * 4, y);
      if (scale != 1) for (let i = 0; i < inner; i++) store<f32>(y + i * 4, load<f32>(y + i * 4) * scale);
    }
    x += n * inner * 4;
    y += inner * 4;
  }
}

function sumRow(x: usize, n: i32): f32 {
  let total = f32x4.splat(0);
  let i = 0;
  while (n - i >= 16) {
    const end = min(i + 16 * BLOCK, n & ~15);
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    for (; i < end; i += 16) {
      a = f32x4.add(a, v128.load(x + i * 4));
      b = f32x4.add(b, v128.load(x + i * 4, 16));
      c = f32x4.add(c, v128.load(x + i * 4, 32));
      d = f32x4.add(d, v128.load(x + i * 4, 48));
    }
    total = f32x4.add(total, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  }
  let rest = sum4(total);
  for (; i < n; i++) rest += load<f32>(x + i * 4);
  return rest;
}

/** y[j] += Σ of n rows. */
function sumBlock(n: i32, inner: i32, x: usize, y: usize): void {
  const step: usize = inner * 4;
  let j = 0;
  for (; j + 16 <= inner; j += 16) {
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    let at = x + j * 4;
    for (let r = n; r > 0; --r) {
      a = f32x4.add(a, v128.load(at));
      b = f32x4.add(b, v128.load(at, 16));
      c = f32x4.add(c, v128.load(at, 32));
      d = f32x4.add(d, v128.load(at, 48));
      at += step;
    }
    const to = y + j * 4;
    v128.store(to, f32x4.add(v128.load(to), a));
    v128.store(to, f32x4.add(v128.load(to, 16), b), 16);
    v128.store(to, f32x4.add(v128.load(to, 32), c), 32);
    v128.store(to, f32x4.add(v128.load(to, 48), d), 48);
  }
  for (; j + 4 <= inner; j += 4) {
    let a = f32x4.splat(0);
    let at = x + j * 4;
    for (let r = n; r > 0; --r) {
      a = f32x4.add(a, v128.load(at));
      at += step;
    }
    v128.store(y + j * 4, f32x4.add(v128.load(y + j * 4), a));
  }
  for (; j < inner; j++) {
    let a: f32 = 0;
    let at = x + j * 4;
    for (let r = n; r > 0; --r) {
      a += load<f32>(at);
      at += step;
    }
    store<f32>(y + j * 4, load<f32>(y + j * 4) + a);
  }
}

/** Σ x · y, in blocks. */
export function dot(size: i32, x: usize, y: usize): f64 {
  let total: f64 = 0;
  let i = 0;
  while (size - i >= 4) {
    let sum = f32x4.splat(0);
    for (const end = min(i + 1024, size & ~3); i < end; i += 4) sum = madd(v128.load(x + i * 4), v128.load(y + i * 4), sum);
    total += sum4(sum);
  }
  for (; i < size; i++) total += load<f32>(x + i * 4) * load<f32>(y + i * 4);
  return total;
}
