// Activations and their gradients, four numbers at a time.
import { erf4, exp4, log4, madd, sigmoid4, tanh } from './simd';

const ROOT_HALF: f32 = 0.70710678;
/** √(2/π) */
const SCALE: f32 = 0.79788456;
const CUBIC: f32 = 0.044715;

// @ts-ignore: decorator
@inline
function one(): v128 {
  return f32x4.splat(1);
}

/** Φ(x), by which GELU weighs x. */
// @ts-ignore: decorator
@inline
function below(x: v128): v128 {
  return f32x4.mul(f32x4.add(erf4(f32x4.mul(x, f32x4.splat(ROOT_HALF))), one()), f32x4.splat(0.5));
}

// @ts-ignore: decorator
@inline
export function gelu(x: v128): v128 {
  return f32x4.mul(x, below(x));
}

/** tanh of √(2/π) (x + 0.044715 x³). */
// @ts-ignore: decorator
@inline
function squashed(x: v128): v128 {
  return tanh(f32x4.mul(f32x4.mul(x, f32x4.splat(SCALE)), madd(f32x4.mul(x, x), f32x4.splat(CUBIC), one())));
}

// @ts-ignore: decorator
@inline
export function geluTanh(x: v128): v128 {
  return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), f32x4.add(squashed(x), one()));
}

// @ts-ignore: decorator
@inline
export function silu(x: v128): v128 {
  return f32x4.mul(x, sigmoid4(x));
}

/** max(x, 0) + ln(1 + e^−|x|), the logarithm by its series where the power is small. */
// @ts-ignore: decorator
@inline
export function softplus(x: v128): v128 {
  const u = exp4(f32x4.neg(f32x4.abs(x)));
  const series = f32x4.mul(u, madd(u, f32x4.splat(-0.5), one()));
  const log = v128.bitselect(series, log4(f32x4.add(u, one())), f32x4.lt(u, f32x4.splat(1e-3)));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log);
}

/** tanh(softplus(x)) = (e² + 2e) / (e² + 2e + 2) with e = eˣ. */
// @ts-ignore: decorator
@inline
function share(x: v128): v128 {
  const e = exp4(f32x4.min(x, f32x4.splat(20)));
  const p = f32x4.mul(e, f32x4.add(e, f32x4.splat(2)));
  return f32x4.div(p, f32x4.add(p, f32x4.splat(2)));
}

// @ts-ignore: decorator
@inline
export function mish(x: v128): v128 {
  return f32x4.mul(x, share(x));
}

/** Below zero eˣ − 1 = 2t / (1 − t) with t = tanh(x/2), which keeps its digits near zero. */
// @ts-ignore: decorator
@inline
export function elu(x: v128): v128 {
  const t = tanh(f32x4.mul(f32x4.min(x, f32x4.splat(0)), f32x4.splat(0.5)));
  return v128.bitselect(x, f32x4.div(f32x4.add(t, t), f32x4.sub(one(), t)), f32x4.gt(x, f32x4.splat(0)));
}

/** dy times the slope, told by x; by y for elu, sigmoid, tanh and relu. */
// @ts-ignore: decorator
@inline
export function gradient(kind: i32, dy: v128, x: v128): v128 {
  const half = f32x4.splat(0.5);
  if (kind == 0) {
    // Φ(x) + x φ(x)
    const density = f32x4.mul(exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5))), f32x4.splat(0.39894228));
    return f32x4.mul(dy, madd(x, density, below(x)));
  }
  if (kind == 1) {
    // With u = √(2/π) (x + 0.044715 x³): ½ (1 + tanh u) + ½ x (1 − tanh² u) u′
    const t = squashed(x);
    const du = f32x4.mul(madd(f32x4.mul(x, x), f32x4.splat(3 * CUBIC), one()), f32x4.splat(SCALE));
    const bent = f32x4.mul(f32x4.mul(x, f32x4.sub(one(), f32x4.mul(t, t))), du);
    return f32x4.mul(dy, f32x4.mul(f32x4.add(f32x4.add(t, one()), bent), half));
  }
  if (kind == 2) {
    const s = sigmoid4(x);
    return f32x4.mul(dy, madd(f32x4.mul(x, s), f32x4.sub(one(), s), s));
  }
  if (kind == 3) return f32x4.mul(dy, sigmoid4(x));
  if (kind == 4) {
    const t = share(x);
    return f32x4.mul(dy, madd(f32x4.mul(x, sigmoid4(x)), f32x4.sub(one(), f32x4.mul(t, t)), t));
  }
  if (kind == 5) return f32x4.mul(dy, f32x4.add(f32x4.min(x, f32x4.splat(0)), one()));
  if (kind == 6) return f32x4.mul(dy, f32x4.mul(x, f32x4.sub(one(), x)));
  if (kind == 7) return f32x4.mul(dy, f32x4.sub(one(), f32x4.mul(x, x)));
  return v128.and(dy, f32x4.gt(x, f32x4.splat(0)));
}
