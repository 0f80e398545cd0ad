import { type Kernel, sizeOf } from '../kernel.js';
import { makeComplex, pairs } from './complex.js';

/** Transforms n complex numbers in place, X[k] = Σⱼ x[j] e^(−2πijk/n). */
type Transform = (re: Float64Array, im: Float64Array) => void;

/** Cooley and Tukey's algorithm for n = 2ᵐ: reordered by reversed bits, then butterflies of growing width. */
function powerOfTwo(n: number): Transform {
  const half = n / 2;
  const cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / n));
  const sin = Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / n));
  const reversed = new Uint32Array(n);
  for (let i = 1; i < n; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? half : 0);
  return (re, im) => {
    for (let i = 0; i < n; i++) {
      const j = reversed[i]!;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
    for (let width = 1; width < n; width *= 2) {
      const step = half / width;
      for (let start = 0; start < n; start += 2 * width) {
        for (let k = 0; k < width; k++) {
          const [a, b] = [start + k, start + k + width];
          const [c, s] = [cos[k * step]!, sin[k * step]!];
          const x = re[b]! * c - im[b]! * s;
          const y = re[b]! * s + im[b]! * c;
          re[b] = re[a]! - x;
          im[b] = im[a]! - y;
          re[a]! += x;
          im[a]! += y;
        }
      }
    }
  };
}

/** Bluestein's algorithm for any n: 2jk = j² + k² − (k − j)² makes of the transform a convolution, done at a power of two. */
function anyLength(n: number): Transform {
  const m = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const transform = powerOfTwo(m);
  // The chirp e^(−πik²/n); k² modulo 2n keeps the angle exact.
  const cos = Float64Array.from({ length: n }, (_, k) => Math.cos((Math.PI * ((k * k) % (2 * n))) / n));
  const sin = Float64Array.from({ length: n }, (_, k) => -Math.sin((Math.PI * ((k * k) % (2 * n))) / n));
  const [filterRe, filterIm] = [new Float64Array(m), new Float64Array(m)];
  for (let k = 0; k < n; k++) {
    filterRe[k] = filterRe[(m - k) % m] = cos[k]!;
    filterIm[k] = filterIm[(m - k) % m] = -sin[k]!;
  }
  transform(filterRe, filterIm);
  const [x, y] = [new Float64Array(m), new Float64Array(m)];
  return (re, im) => {
    x.fill(0);
    y.fill(0);
    for (let k = 0; k < n; k++) {
      x[k] = re[k]! * cos[k]! - im[k]! * sin[k]!;
      y[k] = re[k]! * sin[k]! + im[k]! * cos[k]!;
    }
    transform(x, y);
    for (let k = 0; k < m; k++) {
      const product = x[k]! * filterRe[k]! - y[k]! * filterIm[k]!;
      y[k] = x[k]! * filterIm[k]! + y[k]! * filterRe[k]!;
      x[k] = product;
    }
    // With its parts swapped on both sides, the transform is its own inverse, times m.
    transform(y, x);
    for (let k = 0; k < n; k++) {
      re[k] = (x[k]! * cos[k]! - y[k]! * sin[k]!) / m;
      im[k] = (x[k]! * sin[k]! + y[k]! * cos[k]!) / m;
    }
  };
}

/** Over the last axis, in float64. */
const fourier =
  (inverse: boolean): Kernel =>
  (m, { input }) => {
    const n = input.shape.at(-1) ?? 1;
    const y = makeComplex(m, input.shape);
    if (sizeOf(input.shape) === 0) return y;
    const transform = Number.isInteger(Math.log2(n)) ? powerOfTwo(n) : anyLength(n);
    const [re, im] = [new Float64Array(n), new Float64Array(n)];
    const scale = inverse ? 1 / n : 1;
    const [from, to] = [pairs(m, input), pairs(m, y)];
    for (let row = 0; row < from.length; row += 2 * n) {
      for (let k = 0; k < n; k++) {
        re[k] = from[row + 2 * k]!;
        im[k] = from[row + 2 * k + 1]!;
      }
      if (inverse) transform(im, re);
      else transform(re, im);
      for (let k = 0; k < n; k++) {
        to[row + 2 * k] = re[k]! * scale;
        to[row + 2 * k + 1] = im[k]! * scale;
      }
    }
    return y;
  };

export const fft: Kernel = fourier(false);

export const ifft: Kernel = fourier(true);
