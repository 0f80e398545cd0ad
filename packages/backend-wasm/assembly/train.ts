// Optimizer steps and the small fused kernels of training, each one pass over its data. Addresses of absent slots are 0.
import { exp1, exp4, log1, madd, max4, sum4 } from './simd';

export function sgdStep(
  size: i32, w: usize, g: usize, m: usize, wOut: usize, mOut: usize, learningRate: f32, momentum: f32, nesterov: bool,
): void {
  const rate = f32x4.splat(-learningRate), mu = f32x4.splat(momentum);
  let i = 0;
  const bytes = size * 4;
  for (; i + 16 <= bytes; i += 16) {
    const step = f32x4.mul(v128.load(g + i), rate);
    let w1 = v128.load(w + i);
    if (m) {
      const m1 = madd(v128.load(m + i), mu, step);
      v128.store(mOut + i, m1);
      w1 = f32x4.add(w1, nesterov ? madd(m1, mu, step) : m1);
    } else w1 = f32x4.add(w1, step);
    v128.store(wOut + i, w1);
  }
  for (; i < bytes; i += 4) {
    const step = load<f32>(g + i) * -learningRate;
    let w1 = load<f32>(w + i);
    if (m) {
      const m1 = load<f32>(m + i) * momentum + step;
      store<f32>(mOut + i, m1);
      w1 += nesterov ? m1 * momentum + step : m1;
    } else w1 += step;
    store<f32>(wOut + i, w1);
  }
}

export function adamStep(
  size: i32, w: usize, g: usize, m: usize, v: usize, vhat: usize, wOut: usize, mOut: usize, vOut: usize, vhatOut: usize,
  alpha: f32, beta1: f32, beta2: f32, oneMinusBeta1: f32, oneMinusBeta2: f32, epsilon: f32, keep: f32,
): void {
  const a = f32x4.splat(-alpha), b1 = f32x4.splat(beta1), b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(oneMinusBeta1), c2 = f32x4.splat(oneMinusBeta2), e = f32x4.splat(epsilon);
  let i = 0;
  const bytes = size * 4;
  for (; i + 16 <= bytes; i += 16) {
    const g1 = v128.load(g + i);
    const m1 = madd(v128.load(m + i), b1, f32x4.mul(g1, c1));
    let v1 = madd(v128.load(v + i), b2, f32x4.mul(f32x4.mul(g1, g1), c2));
    v128.store(mOut + i, m1);
    v128.store(vOut + i, v1);
    if (vhat) {
      v1 = f32x4.max(v1, v128.load(vhat + i));
      v128.store(vhatOut + i, v1);
    }
    const step = f32x4.div(f32x4.mul(m1, a), f32x4.add(f32x4.sqrt(v1), e));
    v128.store(wOut + i, madd(v128.load(w + i), f32x4.splat(keep), step));
  }
  for (; i < bytes; i += 4) {
    const g1 = load<f32>(g + i);
    const m1 = load<f32>(m + i) * beta1 + g1 * oneMinusBeta1;
    let v1 = load<f32>(v + i) * beta2 + g1 * g1 * oneMinusBeta2;
    store<f32>(mOut + i, m1);
    store<f32>(vOut + i, v1);
    if (vhat) {
      v1 = max(v1, load<f32>(vhat + i));
      store<f32>(vhatOut + i, v1);
    }
    store<f32>(wOut + i, load<f32>(w + i) * keep - (m1 * alpha) / (sqrt(v1) + epsilon));
  }
}

export function lionStep(
  size: i32, w: usize, g: usize, m: usize, wOut: usize, mOut: usize,
  learningRate: f32, beta1: f32, beta2: f32, oneMinusBeta1: f32, oneMinusBeta2: f32, keep: f32,
): void {
  const rate = f32x4.splat(learningRate), zero = f32x4.splat(0);
  for (let i: usize = 0, bytes: usize = size * 4; i < bytes; ) {
    const four = bytes - i >= 16;
    const g1 = four ? v128.load(g + i) : v128.load32_splat(g + i);
    const m0 = four ? v128.load(m + i) : v128.load32_splat(m + i);
    const w0 = four ? v128.load(w + i) : v128.load32_splat(w + i);
    const u = madd(m0, f32x4.splat(beta1), f32x4.mul(g1, f32x4.splat(oneMinusBeta1)));
    const m1 = madd(m0, f32x4.splat(beta2), f32x4.mul(g1, f32x4.splat(oneMinusBeta2)));
    // α sign u, and NaN where u is.
    let step = f32x4.sub(v128.and(f32x4.gt(u, zero), rate), v128.and(f32x4.lt(u, zero), rate));
    step = v128.bitselect(u, step, f32x4.ne(u, u));
    const w1 = f32x4.sub(f32x4.mul(w0, f32x4.splat(keep)), step);
    if (four) {
      v128.store(mOut + i, m1);
      v128.store(wOut + i, w1);
      i += 16;
    } else {
      store<f32>(mOut + i, f32x4.extract_lane(m1, 0));
      store<f32>(wOut + i, f32x4.extract_lane(w1, 0));
      i += 4;
    }
  }
}

export function rmspropStep(
  size: i32, w: usize, g: usize, v: usize, m: usize, mg: usize, wOut: usize, vOut: usize, mOut: usize, mgOut: usize,
  learningRate: f32, rho: f32, oneMinusRho: f32, momentum: f32, epsilon: f32,
): void {
  const a = f32x4.splat(learningRate), r = f32x4.splat(rho), c = f32x4.splat(oneMinusRho);
  const mu = f32x4.splat(momentum), e = f32x4.splat(epsilon);
  let i = 0;
  const bytes = size * 4;
  for (; i + 16 <= bytes; i += 16) {
    const g1 = v128.load(g + i);
    const v1 = madd(v128.load(v + i), r, f32x4.mul(f32x4.mul(g1, g1), c));
    v128.store(vOut + i, v1);
    let variance = v1;
    if (mg) {
      const mg1 = madd(v128.load(mg + i), r, f32x4.mul(g1, c));
      v128.store(mgOut + i, mg1);
      variance = f32x4.sub(v1, f32x4.mul(mg1, mg1));
    }
    let step = f32x4.div(f32x4.mul(g1, a), f32x4.sqrt(f32x4.add(variance, e)));
    if (m) {
      step = madd(v128.load(m + i), mu, step);
      v128.store(mOut + i, step);
    }
    v128.store(wOut + i, f32x4.sub(v128.load(w + i), step));
  }
  for (; i < bytes; i += 4) {
    const g1 = load<f32>(g + i);
    const v1 = load<f32>(v + i) * rho + g1 * g1 * oneMinusRho;
    store<f32>(vOut + i, v1);
    let variance = v1;
    if (mg) {
      const mg1 = load<f32>(mg + i) * rho + g1 * oneMinusRho;
      store<f32>(mgOut + i, mg1);
      variance = v1 - mg1 * mg1;
    }
    let step = (g1 * learningRate) / sqrt(variance + epsilon);
    if (m) {
      step += load<f32>(m + i) * momentum;
      store<f32>(mOut + i, step);
    }
    store<f32>(wOut + i, load<f32>(w + i) - step);
  }
}

export function adagradStep(
  size: i32, w: usize, g: usize, a: usize, wOut: usize, aOut: usize, learningRate: f32, epsilon: f32,
): void {
  const rate = f32x4.splat(learningRate), e = f32x4.splat(epsilon);
  let i = 0;
  const bytes = size * 4;
  for (; i + 16 <= bytes; i += 16) {
    const g1 = v128.load(g + i);
    const a1 = madd(g1, g1, v128.load(a + i));
    v128.store(aOut + i, a1);
    v128.store(wOut + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(g1, rate), f32x4.sqrt(f32x4.add(a1, e)))));
  }
  for (; i < bytes; i += 4) {
    const g1 = load<f32>(g + i);
    const a1 = g1 * g1 + load<f32>(a + i);
    store<f32>(aOut + i, a1);
    store<f32>(wOut + i, load<f32>(w + i) - (g1 * learningRate) / sqrt(a1 + epsilon));
  }
}

// @ts-ignore: decorator
@inline
function hash(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x7feb352d;
  x = (x ^ (x >> 15)) * 0x846ca68b;
  return x ^ (x >> 16);
}

// @ts-ignore: decorator
@inline
function hash4(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** y = x · scale where bits(seed, i) ≥ threshold, else 0; i counts from `first`. */
export function dropout(first: u32, size: i32, x: usize, y: usize, seed: u32, threshold: u32, scale: f32): void {
  const step: u32 = 0x9e3779b9;
  const key = hash(seed) + first * step;
  let counter = i32x4.add(i32x4.splat(key), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>step)));
  const limit = i32x4.splat(threshold), s = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const kept = i32x4.ge_u(hash4(counter), limit);
    v128.store(y + i * 4, v128.and(f32x4.mul(v128.load(x + i * 4), s), kept));
    counter = i32x4.add(counter, i32x4.splat(<i32>(step * 4)));
  }
  for (; i < size; i++) {
    const kept = hash(key + <u32>i * step) >= threshold;
    store<f32>(y + i * 4, kept ? load<f32>(x + i * 4) * scale : 0);
  }
}

// @ts-ignore: decorator
@inline
function rowMax(x: usize, n: i32): f32 {
  let most = f32x4.splat(-Infinity);
  let i = 0;
  for (; i + 4 <= n; i += 4) most = f32x4.max(most, v128.load(x + i * 4));
  let best = max4(most);
  for (; i < n; i++) best = max(best, load<f32>(x + i * 4));
  return best;
}

/** to = e^(x − shift); returns the sum. */
// @ts-ignore: decorator
@inline
function expRow(x: usize, to: usize, n: i32, shift: f32): f32 {
  let total = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const e = exp4(f32x4.sub(v128.load(x + i * 4), f32x4.splat(shift)));
    v128.store(to + i * 4, e);
    total = f32x4.add(total, e);
  }
  let sum = sum4(total);
  for (; i < n; i++) {
    const e = exp1(load<f32>(x + i * 4) - shift);
    store<f32>(to + i * 4, e);
    sum += e;
  }
  return sum;
}

// @ts-ignore: decorator
@inline
export function scaleRow(x: usize, n: i32, by: f32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(x + i * 4, f32x4.mul(v128.load(x + i * 4), f32x4.splat(by)));
  for (; i < n; i++) store<f32>(x + i * 4, load<f32>(x + i * 4) * by);
}

export function softmax(rows: i32, n: i32, x: usize, y: usize): void {
  for (; rows > 0; --rows) {
    scaleRow(y, n, 1 / expRow(x, y, n, rowMax(x, n)));
    x += n * 4;
    y += n * 4;
  }
}

/** dx = scale · y ∘ (dy − Σ y ∘ dy), row by row; dx may be dy. */
export function softmaxGrad(rows: i32, n: i32, y: usize, dy: usize, dx: usize, scale: f32): void {
  const by = f32x4.splat(scale);
  for (; rows > 0; --rows) {
    let total = f32x4.splat(0);
    let i = 0;
    for (; i + 4 <= n; i += 4) total = madd(v128.load(y + i * 4), v128.load(dy + i * 4), total);
    let sum = sum4(total);
    for (; i < n; i++) sum += load<f32>(y + i * 4) * load<f32>(dy + i * 4);
    const mean = f32x4.splat(sum);
    i = 0;
    for (; i + 4 <= n; i += 4) {
      const g = f32x4.mul(f32x4.sub(v128.load(dy + i * 4), mean), by);
      v128.store(dx + i * 4, f32x4.mul(g, v128.load(y + i * 4)));
    }
    for (; i < n; i++) store<f32>(dx + i * 4, (load<f32>(dy + i * 4) - sum) * scale * load<f32>(y + i * 4));
    y += n * 4;
    dy += n * 4;
    dx += n * 4;
  }
}

export function logSoftmax(rows: i32, n: i32, x: usize, y: usize): void {
  for (; rows > 0; --rows) {
    const top = rowMax(x, n);
    const shift = log1(expRow(x, y, n, top));
    // Two subtractions, as log Σ is small beside a large maximum.
    for (let i = 0; i < n; i++) store<f32>(y + i * 4, load<f32>(x + i * 4) - top - shift);
    x += n * 4;
    y += n * 4;
  }
}

/** Labels outside 0 … n − 1 give NaN. */
export function softmaxCrossentropy(rows: i32, n: i32, logits: usize, labels: usize, loss: usize, p: usize): void {
  for (let r = 0; r < rows; r++) {
    const top = rowMax(logits, n);
    const sum = expRow(logits, p, n, top);
    const label = load<i32>(labels + r * 4);
    store<f32>(loss + r * 4, <u32>label < <u32>n ? log1(sum) - (load<f32>(logits + label * 4) - top) : NaN);
    scaleRow(p, n, 1 / sum);
    logits += n * 4;
    p += n * 4;
  }
}

/** to[ids[i], :] += x[i, :]; ids outside 0 … segments − 1 are passed over. `to` must hold zeros. */
export function segmentSum(rows: i32, n: i32, x: usize, ids: usize, segments: i32, to: usize): void {
  for (let r = 0; r < rows; r++) {
    const id = load<i32>(ids + r * 4);
    if (<u32>id < <u32>segments) {
      const at = to + id * n * 4;
      let i = 0;
      for (; i + 4 <= n; i += 4) v128.store(at + i * 4, f32x4.add(v128.load(at + i * 4), v128.load(x + i * 4)));
      for (; i < n; i++) store<f32>(at + i * 4, load<f32>(at + i * 4) + load<f32>(x + i * 4));
    }
    x += n * 4;
  }
}

/** The same for int32. */
export function segmentSumInt32(rows: i32, n: i32, x: usize, ids: usize, segments: i32, to: usize): void {
  for (let r = 0; r < rows; r++) {
    const id = load<i32>(ids + r * 4);
    if (<u32>id < <u32>segments) {
      for (let i = 0; i < n; i++) {
        const at = to + (id * n + i) * 4;
        store<i32>(at, load<i32>(at) + load<i32>(x + i * 4));
      }
    }
    x += n * 4;
  }
}

export function zero(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}
