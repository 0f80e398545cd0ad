// Layer normalisation (and RMS, its sibling without a mean) and batch normalisation, both ways. x is [rows, n]: a layer's
// statistics are a row's, a batch's are a column's. With x̂ = (x − mean) · scale, scale = 1 / √(variance + ε), g = γ · ∂y:
//
//     y = γ x̂ + β        ∂γ = Σ ∂y x̂        ∂β = Σ ∂y        ∂x = scale · (g − mean(g) − x̂ · mean(g x̂))
//
// Sums down a column are taken in blocks of rows, so that rounding errors grow with the number of blocks.
import { madd, sum4 } from './simd';

const BLOCK: i32 = 128;

// @ts-ignore: decorator
@inline
function at(x: usize, i: i32): f32 {
  return load<f32>(x + i * 4);
}

/** γ and β may be 0; where `rms`, the mean is taken for zero. Writes mean and scale of each row. */
export function layerNormalization(
  rows: i32, n: i32, x: usize, gamma: usize, beta: usize, y: usize, means: usize, scales: usize, epsilon: f32, rms: bool,
): void {
  const n4 = n & ~3;
  for (; rows > 0; --rows) {
    let mean: f32 = 0;
    if (!rms) {
      let total = f32x4.splat(0);
      for (let i = 0; i < n4; i += 4) total = f32x4.add(total, v128.load(x + i * 4));
      let sum = sum4(total);
      for (let i = n4; i < n; i++) sum += at(x, i);
      mean = sum / <f32>n;
    }
    const center = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let i = 0; i < n4; i += 4) {
      const d = f32x4.sub(v128.load(x + i * 4), center);
      squares = madd(d, d, squares);
    }
    let sum = sum4(squares);
    for (let i = n4; i < n; i++) sum += (at(x, i) - mean) * (at(x, i) - mean);
    const scale: f32 = 1 / sqrt(sum / <f32>n + epsilon);
    const by = f32x4.splat(scale);
    for (let i = 0; i < n4; i += 4) {
      let z = f32x4.mul(f32x4.sub(v128.load(x + i * 4), center), by);
      if (gamma) z = f32x4.mul(z, v128.load(gamma + i * 4));
      if (beta) z = f32x4.add(z, v128.load(beta + i * 4));
      v128.store(y + i * 4, z);
    }
    for (let i = n4; i < n; i++) {
      let z = (at(x, i) - mean) * scale;
      if (gamma) z *= at(gamma, i);
      if (beta) z += at(beta, i);
      store<f32>(y + i * 4, z);
    }
    store<f32>(means, mean);
    store<f32>(scales, scale);
    means += 4;
    scales += 4;
    x += n * 4;
    y += n * 4;
  }
}

/** ∂x. */
export function layerNormalizationGrad(
  rows: i32, n: i32, dy: usize, x: usize, gamma: usize, means: usize, scales: usize, dx: usize, rms: bool,
): void {
  const n4 = n & ~3;
  for (; rows > 0; --rows) {
    const mean = load<f32>(means), scale = load<f32>(scales);
    const center = f32x4.splat(mean), by = f32x4.splat(scale);
    let plain = f32x4.splat(0), along = f32x4.splat(0);
    for (let i = 0; i < n4; i += 4) {
      let g = v128.load(dy + i * 4);
      if (gamma) g = f32x4.mul(g, v128.load(gamma + i * 4));
      plain = f32x4.add(plain, g);
      along = madd(g, f32x4.sub(v128.load(x + i * 4), center), along);
    }
    let a = sum4(plain), b = sum4(along);
    for (let i = n4; i < n; i++) {
      const g = gamma ? at(dy, i) * at(gamma, i) : at(dy, i);
      a += g;
      b += g * (at(x, i) - mean);
    }
    // ∂x = scale · g − offset − slope · (x − mean)
    const offset: f32 = rms ? 0 : (scale * a) / <f32>n;
    const slope: f32 = (scale * scale * scale * b) / <f32>n;
    const o = f32x4.splat(-offset), s = f32x4.splat(-slope);
    for (let i = 0; i < n4; i += 4) {
      let g = v128.load(dy + i * 4);
      if (gamma) g = f32x4.mul(g, v128.load(gamma + i * 4));
      const d = f32x4.sub(v128.load(x + i * 4), center);
      v128.store(dx + i * 4, madd(g, by, madd(d, s, o)));
    }
    for (let i = n4; i < n; i++) {
      const g = gamma ? at(dy, i) * at(gamma, i) : at(dy, i);
      store<f32>(dx + i * 4, g * scale - offset - slope * (at(x, i) - mean));
    }
    means += 4;
    scales += 4;
    x += n * 4;
    dy += n * 4;
    dx += n * 4;
  }
}

/** Adds Σ ∂y x̂ and Σ ∂y of `rows` rows (at most BLOCK) in 4 · `wide` columns; `byRow` says whose the statistics are. */
// @ts-ignore: decorator
@inline
function weightsBlock(
  byRow: bool, wide: i32, rows: i32, step: usize, dy: usize, x: usize, means: usize, scales: usize, dgamma: usize,
  dbeta: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  let m0 = a0, m1 = a0, m2 = a0, m3 = a0, s = a0;
  if (!byRow) {
    m0 = v128.load(means);
    if (wide > 1) {
      m1 = v128.load(means, 16);
      m2 = v128.load(means, 32);
      m3 = v128.load(means, 48);
    }
  }
  for (let r = 0; r < rows; r++) {
    if (byRow) {
      m0 = v128.load32_splat(means + r * 4);
      m1 = m0;
      m2 = m0;
      m3 = m0;
      s = v128.load32_splat(scales + r * 4);
    }
    const g0 = v128.load(dy);
    let z0 = f32x4.sub(v128.load(x), m0);
    if (byRow) z0 = f32x4.mul(z0, s);
    a0 = madd(g0, z0, a0);
    b0 = f32x4.add(b0, g0);
    if (wide > 1) {
      const g1 = v128.load(dy, 16), g2 = v128.load(dy, 32), g3 = v128.load(dy, 48);
      let z1 = f32x4.sub(v128.load(x, 16), m1), z2 = f32x4.sub(v128.load(x, 32), m2);
      let z3 = f32x4.sub(v128.load(x, 48), m3);
      if (byRow) {
        z1 = f32x4.mul(z1, s);
        z2 = f32x4.mul(z2, s);
        z3 = f32x4.mul(z3, s);
      }
      a1 = madd(g1, z1, a1);
      a2 = madd(g2, z2, a2);
      a3 = madd(g3, z3, a3);
      b1 = f32x4.add(b1, g1);
      b2 = f32x4.add(b2, g2);
      b3 = f32x4.add(b3, g3);
    }
    dy += step;
    x += step;
  }
  v128.store(dgamma, f32x4.add(v128.load(dgamma), a0));
  v128.store(dbeta, f32x4.add(v128.load(dbeta), b0));
  if (wide > 1) {
    v128.store(dgamma, f32x4.add(v128.load(dgamma, 16), a1), 16);
    v128.store(dgamma, f32x4.add(v128.load(dgamma, 32), a2), 32);
    v128.store(dgamma, f32x4.add(v128.load(dgamma, 48), a3), 48);
    v128.store(dbeta, f32x4.add(v128.load(dbeta, 16), b1), 16);
    v128.store(dbeta, f32x4.add(v128.load(dbeta, 32), b2), 32);
    v128.store(dbeta, f32x4.add(v128.load(dbeta, 48), b3), 48);
  }
}

// @ts-ignore: decorator
@inline
function weightsGrad(
  byRow: bool, columns: i32, rows: i32, n: i32, dy: usize, x: usize, means: usize, scales: usize, dgamma: usize,
  dbeta: usize,
): void {
  memory.fill(dgamma, 0, columns * 4);
  memory.fill(dbeta, 0, columns * 4);
  const step: usize = n * 4;
  for (let r = 0; r < rows; r += BLOCK) {
    const count = min(BLOCK, rows - r);
    const from: usize = <usize>r * step;
    const rowMeans = byRow ? means + r * 4 : means, rowScales = byRow ? scales + r * 4 : scales;
    let j = 0;
    for (; j + 16 <= columns; j += 16) {
      const c = j * 4;
      weightsBlock(byRow, 4, count, step, dy + from + c, x + from + c, byRow ? rowMeans : means + c, rowScales, dgamma + c, dbeta + c);
    }
    for (; j + 4 <= columns; j += 4) {
      const c = j * 4;
      weightsBlock(byRow, 1, count, step, dy + from + c, x + from + c, byRow ? rowMeans : means + c, rowScales, dgamma + c, dbeta + c);
    }
    for (; j < columns; j++) {
      let a: f32 = 0, b: f32 = 0;
      for (let i = 0; i < count; i++) {
        const g = load<f32>(dy + from + i * step + j * 4);
        const d = load<f32>(x + from + i * step + j * 4);
        a += g * (byRow ? (d - at(rowMeans, i)) * at(rowScales, i) : d - at(means, j));
        b += g;
      }
      store<f32>(dgamma + j * 4, at(dgamma, j) + a);
      store<f32>(dbeta + j * 4, at(dbeta, j) + b);
    }
  }
}

/** ∂γ and ∂β of some columns of a layer normalisation. */
export function layerWeightsGrad(
  columns: i32, rows: i32, n: i32, dy: usize, x: usize, means: usize, scales: usize, dgamma: usize, dbeta: usize,
): void {
  weightsGrad(true, columns, rows, n, dy, x, means, scales, dgamma, dbeta);
}

/** Σ (x − shift)ᵖ of `rows` rows (at most BLOCK) in 4 · `wide` columns, added. */
// @ts-ignore: decorator
@inline
function momentsBlock(power: i32, wide: i32, rows: i32, step: usize, x: usize, means: usize, to: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, m0 = a0, m1 = a0, m2 = a0, m3 = a0;
  if (power == 2) {
    m0 = v128.load(means);
    if (wide > 1) {
      m1 = v128.load(means, 16);
      m2 = v128.load(means, 32);
      m3 = v128.load(means, 48);
    }
  }
  for (let r = 0; r < rows; r++) {
    const d0 = f32x4.sub(v128.load(x), m0);
    a0 = power == 2 ? madd(d0, d0, a0) : f32x4.add(a0, d0);
    if (wide > 1) {
      const d1 = f32x4.sub(v128.load(x, 16), m1), d2 = f32x4.sub(v128.load(x, 32), m2);
      const d3 = f32x4.sub(v128.load(x, 48), m3);
      a1 = power == 2 ? madd(d1, d1, a1) : f32x4.add(a1, d1);
      a2 = power == 2 ? madd(d2, d2, a2) : f32x4.add(a2, d2);
      a3 = power == 2 ? madd(d3, d3, a3) : f32x4.add(a3, d3);
    }
    x += step;
  }
  v128.store(to, f32x4.add(v128.load(to), a0));
  if (wide > 1) {
    v128.store(to, f32x4.add(v128.load(to, 16), a1), 16);
    v128.store(to, f32x4.add(v128.load(to, 32), a2), 32);
    v128.store(to, f32x4.add(v128.load(to, 48), a3), 48);
  }
}

// @ts-ignore: decorator
@inline
function moment(power: i32, columns: i32, rows: i32, n: i32, x: usize, means: usize, to: usize): void {
  memory.fill(to, 0, columns * 4);
  const step: usize = n * 4;
  for (let r = 0; r < rows; r += BLOCK) {
    const count = min(BLOCK, rows - r);
    const from = x + <usize>r * step;
    let j = 0;
    for (; j + 16 <= columns; j += 16) momentsBlock(power, 4, count, step, from + j * 4, means + j * 4, to + j * 4);
    for (; j + 4 <= columns; j += 4) momentsBlock(power, 1, count, step, from + j * 4, means + j * 4, to + j * 4);
    for (; j < columns; j++) {
      let a: f32 = 0;
      for (let i = 0; i < count; i++) {
        const d = load<f32>(from + i * step + j * 4) - (power == 2 ? at(means, j) : 0);
        a += power == 2 ? d * d : d;
      }
      store<f32>(to + j * 4, at(to, j) + a);
    }
  }
  for (let j = 0; j < columns; j++) store<f32>(to + j * 4, at(to, j) / <f32>rows);
}

/** Mean and variance of some columns, the variance in a second pass about the mean. */
export function columnMoments(columns: i32, rows: i32, n: i32, x: usize, means: usize, variances: usize): void {
  moment(1, columns, rows, n, x, means, means);
  moment(2, columns, rows, n, x, means, variances);
}

/** y of some rows, mean and variance known. Scratch: n floats. */
export function batchNormalization(
  rows: i32, n: i32, x: usize, gamma: usize, beta: usize, means: usize, variances: usize, y: usize, epsilon: f32,
  scratch: usize,
): void {
  for (let j = 0; j < n; j++) {
    const scale: f32 = 1 / sqrt(at(variances, j) + epsilon);
    store<f32>(scratch + j * 4, gamma ? scale * at(gamma, j) : scale);
  }
  const n4 = n & ~3;
  for (; rows > 0; --rows) {
    for (let i = 0; i < n4; i += 4) {
      const d = f32x4.sub(v128.load(x + i * 4), v128.load(means + i * 4));
      const offset = beta ? v128.load(beta + i * 4) : f32x4.splat(0);
      v128.store(y + i * 4, madd(d, v128.load(scratch + i * 4), offset));
    }
    for (let i = n4; i < n; i++) {
      store<f32>(y + i * 4, (at(x, i) - at(means, i)) * at(scratch, i) + (beta ? at(beta, i) : 0));
    }
    x += n * 4;
    y += n * 4;
  }
}

/** ∂γ and ∂β of some columns of a batch normalisation. */
export function batchWeightsGrad(
  columns: i32, rows: i32, n: i32, dy: usize, x: usize, means: usize, variances: usize, dgamma: usize, dbeta: usize,
  epsilon: f32,
): void {
  weightsGrad(false, columns, rows, n, dy, x, means, 0, dgamma, dbeta);
  for (let j = 0; j < columns; j++) {
    store<f32>(dgamma + j * 4, at(dgamma, j) / sqrt(at(variances, j) + epsilon));
  }
}

/** ∂x of some rows of a batch of `total`, by ∂γ and ∂β of the whole. Scratch: 3 n floats. */
export function batchNormalizationGrad(
  rows: i32, total: i32, n: i32, dy: usize, x: usize, gamma: usize, means: usize, variances: usize, dgamma: usize,
  dbeta: usize, dx: usize, epsilon: f32, scratch: usize,
): void {
  // ∂x = scale · ∂y − offset − slope · (x − mean), each by column
  const scales = scratch, offsets = scratch + n * 4, slopes = offsets + n * 4;
  for (let j = 0; j < n; j++) {
    const plain: f32 = 1 / sqrt(at(variances, j) + epsilon);
    const scale = gamma ? plain * at(gamma, j) : plain;
    store<f32>(scales + j * 4, scale);
    store<f32>(offsets + j * 4, (-scale * at(dbeta, j)) / <f32>total);
    store<f32>(slopes + j * 4, (-scale * plain * at(dgamma, j)) / <f32>total);
  }
  const n4 = n & ~3;
  for (; rows > 0; --rows) {
    for (let i = 0; i < n4; i += 4) {
      const d = f32x4.sub(v128.load(x + i * 4), v128.load(means + i * 4));
      const rest = madd(d, v128.load(slopes + i * 4), v128.load(offsets + i * 4));
      v128.store(dx + i * 4, madd(v128.load(dy + i * 4), v128.load(scales + i * 4), rest));
    }
    for (let i = n4; i < n; i++) {
      const rest = (at(x, i) - at(means, i)) * at(slopes, i) + at(offsets, i);
      store<f32>(dx + i * 4, at(dy, i) * at(scales, i) + rest);
    }
    x += n * 4;
    dy += n * 4;
    dx += n * 4;
  }
}
