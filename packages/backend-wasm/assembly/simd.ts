// What every kernel file shares: vector helpers that compile to single instructions, and exp and log without tables
// (the module must own no static data: its memory is the tfjs heap).

/** a · b + c; one rounding where the engine has relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function sum4(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

// @ts-ignore: decorator
@inline
export function max4(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

/** eˣ of four numbers to about 1e-7: x = n ln 2 + r, a polynomial in r, n added to the exponent (as in Cephes). */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const nan = f32x4.ne(x, x);
  const clamped = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-103.97)), f32x4.splat(88.8));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = madd(r, f32x4.splat(1.9875691500e-4), f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(0.5));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // Two halves of the exponent, so that denormal and near-overflow results come out right.
  const half = i32x4.shr_s(i32x4.trunc_sat_f32x4_s(n), 1);
  const rest = i32x4.sub(i32x4.trunc_sat_f32x4_s(n), half);
  const bias = i32x4.splat(127);
  p = f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23));
  p = f32x4.mul(p, i32x4.shl(i32x4.add(rest, bias), 23));
  return v128.bitselect(x, p, nan);
}

// @ts-ignore: decorator
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/** tanh x of four numbers: the rational approximation of degrees 13 and 6 on [−7.9, 7.9] that Eigen uses, to 2e-7. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const c = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-7.90531110763549805)), f32x4.splat(7.90531110763549805));
  const z = f32x4.mul(c, c);
  let p = madd(z, f32x4.splat(-2.76076847742355e-16), f32x4.splat(2.00018790482477e-13));
  p = madd(z, p, f32x4.splat(-8.60467152213735e-11));
  p = madd(z, p, f32x4.splat(5.12229709037114e-8));
  p = madd(z, p, f32x4.splat(1.48572235717979e-5));
  p = madd(z, p, f32x4.splat(6.37261928875436e-4));
  p = madd(z, p, f32x4.splat(4.89352455891786e-3));
  let q = madd(z, f32x4.splat(1.19825839466702e-6), f32x4.splat(1.18534705686654e-4));
  q = madd(z, q, f32x4.splat(2.268434632439e-3));
  q = madd(z, q, f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(c, p), q);
}

/** ln x, x normal and positive (musl's logf without its table). */
export function log1(x: f32): f32 {
  let bits = reinterpret<u32>(x);
  let k: i32 = 0;
  if (x == 0) return -Infinity;
  if (x < 0) return NaN;
  if (bits >= 0x7f800000) return x;
  if (bits < 0x00800000) {
    k = -25;
    bits = reinterpret<u32>(x * 33554432.0);
  }
  bits += 0x3f800000 - 0x3f3504f3;
  k += <i32>(bits >> 23) - 127;
  const f = reinterpret<f32>((bits & 0x007fffff) + 0x3f3504f3) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r: f32 = z * (<f32>0.66666662693 + w * <f32>0.28498786688) + w * (<f32>0.40000972152 + w * <f32>0.24279078841);
  const square: f32 = <f32>0.5 * f * f;
  return s * (square + r) + <f32>k * <f32>9.0580006145e-6 - square + f + <f32>k * <f32>6.9313812256e-1;
}

/** ln x of four numbers (musl's logf, whose table this does without). */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
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

/** tanh x of four numbers, the smallest too, and ±1 where float32 has nothing nearer. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const a = f32x4.abs(x), signs = f32x4.splat(-0.0);
  const y = v128.bitselect(x, tanh4(x), f32x4.lt(a, f32x4.splat(0.0004)));
  return v128.bitselect(v128.or(v128.and(x, signs), f32x4.splat(1)), y, f32x4.gt(a, f32x4.splat(9.1)));
}

/** erf x of four numbers, to 1.5e-7 (Abramowitz & Stegun 7.1.26, as in tfjs). */
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const a = f32x4.abs(x), one = f32x4.splat(1);
  const t = f32x4.div(one, madd(a, f32x4.splat(0.3275911), one));
  let p = madd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027));
  p = madd(t, p, f32x4.splat(1.421413741));
  p = madd(t, p, f32x4.splat(-0.284496736));
  p = madd(t, p, f32x4.splat(0.254829592));
  const y = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(a, a)))));
  return v128.or(y, v128.and(x, f32x4.splat(-0.0)));
}

/** 1 / (1 + e⁻ˣ) of four numbers. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}
