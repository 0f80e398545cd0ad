import { expectClose } from '@tenonjs/testing';
import {
  add,
  cast,
  complex,
  concat,
  fft,
  ifft,
  imag,
  irfft,
  memory,
  mul,
  real,
  reshape,
  rfft,
  slice,
  sub,
  type Tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

/** The discrete Fourier transform of rows of n from its definition: real and imaginary parts in turn. */
function reference(re: ArrayLike<number>, im: ArrayLike<number>, n: number, sign: number): Float64Array {
  const y = new Float64Array(re.length * 2);
  for (let row = 0; row < re.length; row += n)
    for (let k = 0; k < n; k++)
      for (let j = 0; j < n; j++) {
        const angle = (sign * 2 * Math.PI * ((j * k) % n)) / n;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        y[2 * (row + k)]! += re[row + j]! * c - im[row + j]! * s;
        y[2 * (row + k) + 1]! += re[row + j]! * s + im[row + j]! * c;
      }
  return y;
}

describe('FFT and IFFT', () => {
  for (const shape of [[0, 4], [1], [2], [3, 3], [8], [2, 2, 5], [4, 12], [97], [128], [2, 360]]) {
    test(`[${shape.join(', ')}]`, () => {
      tidy(() => {
        const n = shape.at(-1)!;
        const [re, im] = [random(shape, 1), random(shape, 2)];
        const x = complex(re, im);
        const expected = reference(re.dataSync(), im.dataSync(), n, -1);
        expectClose(fft(x).dataSync(), expected, 2e-6 * Math.sqrt(n));
        const inverse = reference(re.dataSync(), im.dataSync(), n, 1).map((value) => value / n);
        expectClose(ifft(x).dataSync(), inverse, 1e-6);
      });
    });
  }
  test('of real numbers, there and back', () => {
    for (const n of [2, 6, 16, 30]) {
      tidy(() => {
        const x = random([3, n], n);
        expectClose(irfft(rfft(x)), x.dataSync(), 2e-6);
      });
    }
  });
});

describe('complex numbers', () => {
  const parts = (z: Tensor): [Float32Array, Float32Array] => [
    real(z).dataSync() as Float32Array,
    imag(z).dataSync() as Float32Array,
  ];
  test('arithmetic, with broadcasting', () => {
    tidy(() => {
      const a = complex(random([2, 3], 1), random([2, 3], 2));
      const b = complex(random([3], 3), random([3], 4));
      const [[ar, ai], [br, bi]] = [parts(a), parts(b)];
      const [sumRe, sumIm] = parts(add(a, b));
      const [lessRe, lessIm] = parts(sub(a, b));
      const [timesRe, timesIm] = parts(mul(a, b));
      for (let i = 0; i < 6; i++) {
        const [p, q, r, s] = [ar[i]!, ai[i]!, br[i % 3]!, bi[i % 3]!];
        expect([sumRe[i], sumIm[i], lessRe[i], lessIm[i]]).toEqual([p + r, q + s, p - r, q - s].map(Math.fround));
        expect(timesRe[i]).toBeCloseTo(p * r - q * s, 6);
        expect(timesIm[i]).toBeCloseTo(p * s + q * r, 6);
      }
    });
  });
  test('move as real numbers do', () => {
    tidy(() => {
      const [re, im] = [random([3, 4, 2], 1), random([3, 4, 2], 2)];
      const z = complex(re, im);
      for (const f of [
        (x: Tensor) => transpose(x, [2, 0, 1]),
        (x: Tensor) => slice(x, [1, 0, 1], [2, 3, 1]),
        (x: Tensor) => concat([x, x], -1),
        (x: Tensor) => reshape(x, [6, 4]).clone(),
      ]) {
        const y = f(z);
        expect(y.dtype).toBe('complex64');
        expect(parts(y)).toEqual([f(re).dataSync(), f(im).dataSync()]);
      }
      expect([...cast(z, 'float32').dataSync()]).toEqual([...re.dataSync()]);
    });
  });
  test('leave nothing behind', () => {
    const before = memory();
    tidy(() => {
      fft(mul(complex(random([5], 1), random([5], 2)), complex(random([1], 3), random([1], 4))));
    });
    expect(memory()).toEqual(before);
  });
});
