import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor3d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { stftSpectrogram } from './stftSpectrogram.js';

const kernels = { realKernel: [4, 1, 3], imagKernel: [4, 1, 3] };
const short = { frameLength: 4, frameStep: 2 } as const;

testLayer(stftSpectrogram, {
  cases: [
    { title: 'power', options: { ...short, mode: 'psd' as const }, input: [1, 8, 2], weights: kernels },
    {
      title: 'magnitude',
      options: { ...short, mode: 'magnitude' as const, expandDims: true },
      input: [1, 7, 1],
      weights: kernels,
    },
    {
      title: 'real',
      options: { ...short, mode: 'real' as const, padding: 'same' as const },
      input: [1, 7, 1],
      weights: { realKernel: [4, 1, 3] },
    },
    { title: 'both parts', options: { ...short, mode: 'stft' as const }, input: [1, 6, 1], weights: kernels },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/stftSpectrogram.json'),
  refuses: [
    [() => stftSpectrogram({ frameLength: 0 }), 'stftSpectrogram: frameLength must be a positive integer, got 0.'],
    [
      () => stftSpectrogram({ frameLength: 4, frameStep: 5 }),
      'stftSpectrogram: frameStep must be at most frameLength 4, got 5.',
    ],
    [
      () => stftSpectrogram({ frameLength: 4, fftLength: 2 }),
      'stftSpectrogram: fftLength must be at least frameLength 4, got 2.',
    ],
    [
      () => stftSpectrogram({ mode: 'power' as never }),
      'stftSpectrogram: mode must be "log" or "magnitude" or "psd" or "real" or "imag" or "angle" or "stft", got "power".',
    ],
    [
      () => stftSpectrogram({ scaling: 'none' as never }),
      'stftSpectrogram: scaling must be "density" or "spectrum" or null, got "none".',
    ],
    [
      () => stftSpectrogram({ frameLength: 4, window: 'flat' as never }),
      'stftSpectrogram: window must be "hann", "hamming", "blackman", numbers or null, got "flat".',
    ],
    [
      () => stftSpectrogram({ frameLength: 4, window: [1, 2] }),
      'stftSpectrogram: window must hold 4 numbers, one for each of a frame, got 2.',
    ],
    [
      () => stftSpectrogram({ frameLength: 9 }).outputShape([null, 8, 1]),
      'stftSpectrogram: frameLength 9 does not fit into input of shape [null, 8, 1].',
    ],
    [
      () => stftSpectrogram().build([2, 3]),
      'stftSpectrogram: input must have rank 3 [batch, time, channels], got shape [2, 3].',
    ],
  ],
});

test.each([
  ['density', (window: number[]) => Math.sqrt(window.reduce((sum, w) => sum + w * w, 0))],
  ['spectrum', (window: number[]) => window.reduce((sum, w) => sum + w, 0)],
] as const)('without training it is the Fourier transform of windowed frames: %s', (scaling, scale) => {
  const signal = [0.3, -1, 2, 0.5, -0.7, 1.1, 0.2, -0.4];
  const window = [0, 1, 2, 3, 4, 5].map((n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / 5));
  const layer = stftSpectrogram({
    mode: 'stft',
    frameLength: 6,
    frameStep: 2,
    fftLength: 8,
    window: 'hamming',
    scaling,
  });
  const expected = [0, 2].flatMap((start) =>
    [Math.cos, Math.sin].flatMap((wave) =>
      [0, 1, 2, 3, 4].map((k) =>
        window.reduce(
          (sum, w, n) => sum + (signal[start + n]! * w * wave((-2 * Math.PI * n * k) / 8)) / scale(window),
          0,
        ),
      ),
    ),
  );
  expectClose(layer.call(tensor3d(signal, [1, 8, 1])), expected);
  layer.dispose();
});
