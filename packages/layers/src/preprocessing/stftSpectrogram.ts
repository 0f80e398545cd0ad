import type { Initializer, Layer, Shape, Window } from '@tenonjs/contracts';
import { oneOf, positiveInteger, primitive, rank, windowOf } from '@tenonjs/internal';
import {
  add,
  atan2,
  cast,
  concat,
  div,
  greater,
  log,
  maximum,
  mul,
  neg,
  reshape,
  slice,
  sqrt,
  square,
  type Tensor,
  tensor,
  tensor1d,
  transpose,
} from '@tensorflow/tfjs-core';
import { convolve } from '../convolution/convolve.js';
import { checkFit, type Padding, TIME, windows } from '../convolution/geometry.js';
import { type LayerOptions, layer, weight } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { waves } from './fourier.js';

export interface StftSpectrogramOptions extends LayerOptions {
  /** What of the transform comes out; `'log'`, the logarithm of its magnitude, by default. */
  readonly mode?: 'log' | 'magnitude' | 'psd' | 'real' | 'imag' | 'angle' | 'stft';
  /** How many samples a frame has; 256 by default. */
  readonly frameLength?: number;
  /** Samples between frames; half of `frameLength` by default. */
  readonly frameStep?: number;
  /** The length of the transform; the next power of two from `frameLength` by default. */
  readonly fftLength?: number;
  /** How a frame fades at its ends; `'hann'` by default. */
  readonly window?: Window;
  /** Takes the window for one period of many; false by default. */
  readonly periodic?: boolean;
  /** Divides by the root of the window's squares, or by the window's sum; `'density'` by default. */
  readonly scaling?: 'density' | 'spectrum' | null;
  /** `'valid'` by default. */
  readonly padding?: Padding;
  /** Keeps frequencies and channels on axes of their own; false by default. */
  readonly expandDims?: boolean;
}

/** Below which a power counts as none. */
const LEAST = 1e-7;

/**
 * The short-time Fourier transform of signals: how strong which frequency is when.
 *
 *     X[b, t, k] = Σₙ x[b, t·step + n] · window[n] · exp(−2πi · n · k / fftLength)
 *     log: ½ log |X|²   magnitude: |X|   psd: |X|², doubled but at both ends   stft: real parts, then imaginary ones
 *
 * Takes `[batch, time, channels]`, gives `[batch, frames, channels · bins]`, with `expandDims` `[batch, frames, bins, channels]`;
 * bins = ⌊fftLength / 2⌋ + 1, twice as many for `'stft'`. Weights, which are trained like others unless the layer is frozen:
 * `realKernel`, `imagKernel [frameLength, 1, bins]`.
 *
 * @throws {RangeError} If a length is not a positive integer, `frameStep` is longer than a frame or the transform shorter, or an
 * option is none of those named.
 * @example
 * const layer = stftSpectrogram({ mode: 'magnitude', frameLength: 2, frameStep: 1, window: null });
 * layer.call(tensor3d([[[1], [1], [-1]]])); // [[[2, 0.000316], [0.000316, 2]]]
 * @see https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/stft_spectrogram/
 */
export function stftSpectrogram(options: StftSpectrogramOptions = {}): Layer {
  const { mode = 'log', frameLength = 256, window = 'hann', periodic = false, scaling = 'density' } = options;
  const { padding = 'valid', expandDims = false } = options;
  positiveInteger('stftSpectrogram', { frameLength });
  const frameStep = options.frameStep ?? Math.max(Math.floor(frameLength / 2), 1);
  const fftLength = options.fftLength ?? 2 ** Math.ceil(Math.log2(frameLength));
  positiveInteger('stftSpectrogram', { frameStep, fftLength });
  if (frameStep > frameLength) {
    throw new RangeError(`stftSpectrogram: frameStep must be at most frameLength ${frameLength}, got ${frameStep}.`);
  }
  if (fftLength < frameLength) {
    throw new RangeError(`stftSpectrogram: fftLength must be at least frameLength ${frameLength}, got ${fftLength}.`);
  }
  oneOf('stftSpectrogram', { mode }, ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft']);
  oneOf('stftSpectrogram', { scaling }, ['density', 'spectrum', null]);
  oneOf('stftSpectrogram', { padding }, ['valid', 'same']);
  const shapeOfWindow = windowOf('stftSpectrogram', window, frameLength, periodic);
  const total = (f: (w: number) => number): number => shapeOfWindow.reduce((sum, w) => sum + f(w), 0);
  const scale =
    window === null || scaling === null ? 1 : scaling === 'density' ? Math.sqrt(total((w) => w * w)) : total(Math.abs);
  const frame = shapeOfWindow.map((w) => w / scale);
  const bins = Math.floor(fftLength / 2) + 1;
  const made =
    (side: 'real' | 'imag'): Initializer =>
    (shape) =>
      tensor(waves(frame, bins, (bins - 1) * 2 || 1, side), [...shape]);
  const frequencies = mode === 'stft' ? 2 * bins : bins;
  return layer('stftSpectrogram', options, {
    check: (who, shape) => {
      rank(who, 'input', shape, TIME);
      checkFit(who, shape, [frameLength], 'frameLength', padding);
    },
    build: () => ({
      realKernel: mode !== 'imag' && weight([frameLength, 1, bins], made('real')),
      imagKernel: mode !== 'real' && weight([frameLength, 1, bins], made('imag')),
    }),
    call: (x: Tensor, { realKernel, imagKernel }) => {
      const [batch, time, channels] = x.shape as [number, number, number];
      const rows = apart(x, [0, 2, 1], [batch * channels, 1, time, 1]);
      const part = (kernel: Tensor | undefined): Tensor | undefined =>
        kernel &&
        convolve(rows, reshaped(kernel, [1, frameLength, 1, bins]), undefined, {
          strides: [1, frameStep],
          dilation: [1, 1],
          padding,
          groups: 1,
          relu: false,
        });
      const y = spectrum(part(realKernel), part(imagKernel), mode);
      const frames = y.shape[2]!;
      const split = reshaped(y, [batch, channels, frames, frequencies]);
      return expandDims
        ? apart(split, [0, 2, 3, 1], [batch, frames, frequencies, channels])
        : apart(split, [0, 2, 1, 3], [batch, frames, channels * frequencies]);
    },
    outputShape: ([batch = null, time = null, channels = null]): Shape => {
      const frames = windows(time, frameLength, frameStep, padding);
      return expandDims ? [batch, frames, frequencies, channels] : [batch, frames, channels && channels * frequencies];
    },
  });
}

/** The axes in another order, in another shape. */
function apart(x: Tensor, order: number[], shape: number[]): Tensor {
  const turned = order.map((axis) => x.shape[axis]!);
  const back = order.map((_, axis) => order.indexOf(axis));
  return primitive({ x }, () => ({
    value: reshape(transpose(x, order), shape),
    gradient: (dy) => ({ x: () => transpose(reshape(dy, turned), back) }),
  }));
}

/** What a mode makes of real and imaginary parts. */
function spectrum(real: Tensor | undefined, imag: Tensor | undefined, mode: StftSpectrogramOptions['mode']): Tensor {
  if (real === undefined || imag === undefined) return (real ?? imag)!;
  return primitive({ real, imag }, () => {
    if (mode === 'stft') {
      const half = real.shape.at(-1)!;
      return {
        value: concat([real, imag], 3),
        gradient: (dy) => ({
          real: () => slice(dy, [0, 0, 0, 0], real.shape),
          imag: () => slice(dy, [0, 0, 0, half], imag.shape),
        }),
      };
    }
    const power = add(square(real), square(imag));
    if (mode === 'angle') {
      return {
        value: atan2(imag, real),
        keep: [real, imag, power],
        gradient: (dy, [real, imag, power]) => {
          const turn = div(dy, maximum(power!, 1e-30));
          return { real: () => neg(mul(turn, imag!)), imag: () => mul(turn, real!) };
        },
      };
    }
    // The slope is the output's by the power, times twice the part.
    const seen = maximum(power, LEAST);
    const counts = cast(greater(power, LEAST), 'float32');
    const [value, slope] =
      mode === 'psd'
        ? [mul(power, sides(power.shape[3]!)), sides(power.shape[3]!)]
        : mode === 'magnitude'
          ? [sqrt(seen), div(mul(counts, 0.5), sqrt(seen))]
          : [mul(log(seen), 0.5), div(mul(counts, 0.5), seen)];
    return {
      value,
      keep: [real, imag, slope],
      gradient: (dy, [real, imag, slope]) => {
        const twice = mul(mul(dy, slope!), 2);
        return { real: () => mul(twice, real!), imag: () => mul(twice, imag!) };
      },
    };
  });
}

/** 2 for each frequency that stands for its negative too, 1 for the first and the last. */
const sides = (bins: number): Tensor =>
  tensor1d(Array.from({ length: bins }, (_, k) => (k === 0 || k === bins - 1 ? 1 : 2)));
