// Two tensors element by element, where they broadcast too; and repetition.
import { gradient } from './activation';

/** From this kind on gradients of activations, of dy and what tells them. */
const GRADIENTS: i32 = 7;

// @ts-ignore: decorator
@inline
function apply(kind: i32, a: v128, b: v128): v128 {
  if (kind == 0) return f32x4.add(a, b);
  if (kind == 1) return f32x4.sub(a, b);
  if (kind == 2) return f32x4.mul(a, b);
  if (kind == 3) return f32x4.div(a, b);
  if (kind == 4) return f32x4.max(a, b);
  if (kind == 5) return f32x4.min(a, b);
  if (kind == 6) {
    const d = f32x4.sub(a, b);
    return f32x4.mul(d, d);
  }
  return gradient(kind - GRADIENTS, a, b);
}

// @ts-ignore: decorator
@inline
function run(kind: i32, size: i32, a: usize, aStep: i32, b: usize, bStep: i32, y: usize): void {
  const a4: usize = aStep * 16, b4: usize = bStep * 16;
  let x0 = v128.load32_splat(a), x1 = v128.load32_splat(b);
  for (; size >= 4; size -= 4) {
    if (aStep) x0 = v128.load(a);
    if (bStep) x1 = v128.load(b);
    v128.store(y, apply(kind, x0, x1));
    a += a4;
    b += b4;
    y += 16;
  }
  for (; size > 0; --size) {
    store<f32>(y, f32x4.extract_lane(apply(kind, v128.load32_splat(a), v128.load32_splat(b)), 0));
    a += aStep * 4;
    b += bStep * 4;
    y += 4;
  }
}

/** y[i] = a[i · aStep] ∘ b[i · bStep], the steps 0 or 1; the kinds are numbered in src/kernels/binary.ts. */
export function binary(kind: i32, size: i32, a: usize, aStep: i32, b: usize, bStep: i32, y: usize): void {
  if (size == 0) return;
  switch (kind) {
    case 0: return run(0, size, a, aStep, b, bStep, y);
    case 1: return run(1, size, a, aStep, b, bStep, y);
    case 2: return run(2, size, a, aStep, b, bStep, y);
    case 3: return run(3, size, a, aStep, b, bStep, y);
    case 4: return run(4, size, a, aStep, b, bStep, y);
    case 5: return run(5, size, a, aStep, b, bStep, y);
    case 6: return run(6, size, a, aStep, b, bStep, y);
    case 7: return run(7, size, a, aStep, b, bStep, y);
    case 8: return run(8, size, a, aStep, b, bStep, y);
    case 9: return run(9, size, a, aStep, b, bStep, y);
    case 10: return run(10, size, a, aStep, b, bStep, y);
    case 11: return run(11, size, a, aStep, b, bStep, y);
    case 12: return run(12, size, a, aStep, b, bStep, y);
    case 13: return run(13, size, a, aStep, b, bStep, y);
    case 14: return run(14, size, a, aStep, b, bStep, y);
    case 15: return run(15, size, a, aStep, b, bStep, y);
  }
}

/** The same for `count` · `middle` runs of n; how many bytes lie from one to the next in a and b, and the steps within. */
export function binaries(
  kind: i32, count: i32, middle: i32, n: i32, a: usize, aOuter: i32, aMiddle: i32, aStep: i32, b: usize, bOuter: i32,
  bMiddle: i32, bStep: i32, y: usize,
): void {
  for (; count > 0; --count) {
    let p = a, q = b;
    for (let i = 0; i < middle; i++) {
      binary(kind, n, p, aStep, q, bStep, y);
      p += aMiddle;
      q += bMiddle;
      y += n * 4;
    }
    a += aOuter;
    b += bOuter;
  }
}

/** y[o, r, :] = x[o, :] for each of `reps`, runs of `bytes`. */
export function repeat(outer: i32, reps: i32, bytes: i32, x: usize, y: usize): void {
  for (; outer > 0; --outer) {
    for (let r = 0; r < reps; r++) {
      memory.copy(y, x, bytes);
      y += bytes;
    }
    x += bytes;
  }
}
