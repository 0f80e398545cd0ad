import type { Layer, Window } from '@tenonjs/contracts';
import { melBands, nonNegative, positive, positiveInteger, primitive, rank, windowOf } from '@tenonjs/internal';
import {
  add,
  cast,
  div,
  equal,
  greater,
  log,
  logicalNot,
  matMul,
  max,
  maximum,
  mirrorPad,
  mul,
  pad,
  pow,
  reshape,
  reverse,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { convolve } from '../convolution/convolve.js';
import { type LayerOptions, layer } from '../layer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { showShape } from '../shapes.js';
import { waves } from './fourier.js';

export interface MelSpectrogramOptions extends LayerOptions {
  /** The length of the transform; 2048 by default. */
  readonly fftLength?: number;
  /** Samples between frames; 512 by default. */
  readonly sequenceStride?: number;
  /** How many samples a frame has; `fftLength` by default. */
  readonly sequenceLength?: number;
  /** How a frame fades at its ends; `'hann'` by default. */
  readonly window?: Window;
  /** Samples a second; 16000 by default. */
  readonly samplingRate?: number;
  /** How many bands come out; 128 by default. */
  readonly numMelBins?: number;
  /** Where the lowest band begins, in hertz; 20 by default. */
  readonly minFreq?: number;
  /** Where the highest band ends; half of `samplingRate` by default. */
  readonly maxFreq?: number;
  /** Gives decibels; true by default. */
  readonly powerToDb?: boolean;
  /** How many decibels below the loudest of the batch count; 80 by default. */
  readonly topDb?: number;
  /** 2 for power, 1 for magnitude; 2 by default. */
  readonly magExp?: number;
  /** The least power that counts; 1e-10 by default. */
  readonly minPower?: number;
  /** The power of 0 decibels; 1 by default. */
  readonly refPower?: number;
}

/**
 * How loud signals are in bands that the ear finds equally wide, frame by frame.
 *
 *     M[b, m, t] = Σₖ |X[b, t, k]|^magExp · band[k, m],   10 log₁₀(M / refPower) in decibels, mel(f) = 1127 ln(1 + f / 700)
 *
 * X being the Fourier transform of frames around every `sequenceStride`-th sample, the signal mirrored beyond its ends. Takes
 * `[batch, time]`, gives `[batch, numMelBins, 1 + ⌊time / sequenceStride⌋]`.
 *
 * @throws {RangeError} If a length or rate is not positive, a frame is longer than the transform, or the signal not longer than
 * half of it.
 * @example
 * const layer = melSpectrogram({ fftLength: 4, sequenceStride: 2, numMelBins: 1, samplingRate: 4, minFreq: 0, powerToDb: false });
 * layer.call(tensor2d([[1, 0, -1, 0]])).shape; // [1, 1, 3]
 * @see https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/mel_spectrogram/
 */
export function melSpectrogram(options: MelSpectrogramOptions = {}): Layer {
  const { fftLength = 2048, sequenceStride = 512, window = 'hann', samplingRate = 16000, numMelBins = 128 } = options;
  const {
    sequenceLength = fftLength,
    minFreq = 20,
    maxFreq = samplingRate / 2,
    powerToDb = true,
    topDb = 80,
  } = options;
  const { magExp = 2, minPower = 1e-10, refPower = 1 } = options;
  positiveInteger('melSpectrogram', { fftLength, sequenceStride, sequenceLength, numMelBins });
  positive('melSpectrogram', { samplingRate, maxFreq, magExp, minPower });
  nonNegative('melSpectrogram', { minFreq, topDb });
  if (sequenceLength > fftLength) {
    throw new RangeError(
      `melSpectrogram: sequenceLength must be at most fftLength ${fftLength}, got ${sequenceLength}.`,
    );
  }
  const bins = Math.floor(fftLength / 2) + 1;
  const reach = Math.floor(fftLength / 2);
  const left = Math.floor((fftLength - sequenceLength) / 2);
  const faded = windowOf('melSpectrogram', window, sequenceLength, true);
  const frame = Array.from({ length: fftLength }, (_, n) => faded[n - left] ?? 0);
  let host: { real: Float32Array; imag: Float32Array; bands: Float32Array } | undefined;
  return layer('melSpectrogram', options, {
    check: (who, shape) => {
      rank(who, 'input', shape, ['batch', 'time']);
      if (shape[1] !== null && shape[1]! <= reach) {
        throw new RangeError(
          `${who}: input must have more than ${reach} samples, half of fftLength, got shape ${showShape(shape)}.`,
        );
      }
    },
    call: (x: Tensor) => {
      host ??= {
        real: waves(frame, bins, fftLength, 'real'),
        imag: waves(frame, bins, fftLength, 'imag'),
        bands: melBands(bins, numMelBins, samplingRate, minFreq, maxFreq),
      };
      const batch = x.shape[0]!;
      const mirrored = mirror(x, reach);
      const row = reshaped(mirrored, [batch, 1, mirrored.shape[1]!, 1]);
      const part = (values: Float32Array): Tensor =>
        convolve(row, tensor(values, [1, fftLength, 1, bins]), undefined, {
          strides: [1, sequenceStride],
          dilation: [1, 1],
          padding: 'valid',
          groups: 1,
          relu: false,
        });
      const energy = powers(part(host.real), part(host.imag), magExp / 2);
      const bands = inBands(energy, tensor(host.bands, [bins, numMelBins]));
      return powerToDb ? decibels(bands, minPower, refPower, topDb) : bands;
    },
    outputShape: ([batch = null, time = null]) => [
      batch,
      numMelBins,
      time === null ? null : 1 + Math.floor((time + 2 * reach - fftLength) / sequenceStride),
    ],
  });
}

/** A signal with its ends mirrored, the end itself not twice. */
const mirror = (x: Tensor, by: number): Tensor =>
  primitive({ x }, () => {
    const [batch, time] = x.shape as [number, number];
    return {
      value: mirrorPad(
        x as Tensor2D,
        [
          [0, 0],
          [by, by],
        ],
        'reflect',
      ),
      gradient: (dy) => ({
        x: () => {
          const before = reverse(slice(dy, [0, 0], [batch, by]), 1);
          const after = reverse(slice(dy, [0, by + time], [batch, by]), 1);
          const within = add(
            slice(dy, [0, by], [batch, time]),
            pad(before, [
              [0, 0],
              [1, time - 1 - by],
            ]),
          );
          return add(
            within,
            pad(after, [
              [0, 0],
              [time - 1 - by, 1],
            ]),
          );
        },
      }),
    };
  });

/** `(real² + imag²)^exponent` */
const powers = (real: Tensor, imag: Tensor, exponent: number): Tensor =>
  primitive({ real, imag }, () => {
    const power = add(square(real), square(imag));
    return {
      value: exponent === 1 ? power : pow(power, exponent),
      keep: [real, imag, power],
      gradient: (dy, [real, imag, power]) => {
        const slope = exponent === 1 ? 2 : mul(pow(maximum(power!, 1e-20), exponent - 1), 2 * exponent);
        const scaled = mul(dy, slope);
        return { real: () => mul(scaled, real!), imag: () => mul(scaled, imag!) };
      },
    };
  });

/** `[batch, 1, frames, bins]` to `[batch, bands, frames]`. */
const inBands = (x: Tensor, matrix: Tensor): Tensor =>
  primitive({ x }, () => {
    const [batch, , frames, bins] = x.shape as [number, number, number, number];
    const bands = matrix.shape[1]!;
    const product = matMul(reshape(x, [-1, bins]) as Tensor2D, matrix as Tensor2D);
    return {
      value: transpose(reshape(product, [batch, frames, bands]), [0, 2, 1]),
      keep: [matrix],
      gradient: (dy, [matrix]) => ({
        x: () =>
          reshape(
            matMul(reshape(transpose(dy, [0, 2, 1]), [-1, bands]) as Tensor2D, matrix as Tensor2D, false, true),
            x.shape,
          ),
      }),
    };
  });

/** Ten times the decimal logarithm, none more than `range` below the largest. */
const decibels = (x: Tensor, least: number, reference: number, range: number): Tensor =>
  primitive({ x }, () => {
    const unit = 10 / Math.LN10;
    const loud = sub(mul(log(maximum(x, least)), unit), unit * Math.log(Math.max(Math.abs(reference), least)));
    const top = max(loud);
    const floor = sub(top, range);
    const above = greater(loud, floor);
    return {
      value: maximum(loud, floor),
      keep: [x, above, equal(loud, top)],
      gradient: (dy, [x, above, loudest]) => ({
        x: () => {
          // What is at the floor moves with the loudest.
          const own = mul(dy, cast(above!, 'float32'));
          const lost = sum(mul(dy, cast(logicalNot(above!), 'float32')));
          const winners = cast(loudest!, 'float32');
          const all = add(own, mul(winners, div(lost, sum(winners))));
          return mul(all, mul(div(unit, maximum(x!, least)), cast(greater(x!, least), 'float32')));
        },
      }),
    };
  });
