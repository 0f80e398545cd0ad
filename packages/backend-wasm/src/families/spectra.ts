import type { Kernels } from '../kernel.js';
import { complex, complexAbs, imag, real } from '../kernels/complex.js';
import { fft, ifft } from '../kernels/fft.js';

/** Kernels for complex numbers and Fourier transforms. */
export const spectra: Kernels = {
  stock: [],
  own: {
    Complex: complex,
    ComplexAbs: complexAbs,
    FFT: fft,
    IFFT: ifft,
    Imag: imag,
    Real: real,
  },
};
