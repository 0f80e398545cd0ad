import type { DataArray, Window } from '@tenonjs/contracts';
import { oneOf, positiveInteger, windowOf } from '@tenonjs/internal';
import { fourier } from './fourier.js';

export interface SpectrogramOptions {
  /** Samples in a frame. Default 256. */
  readonly sequenceLength?: number;
  /** Samples from a frame's start to the next one's. Default a half of `sequenceLength`. */
  readonly sequenceStride?: number;
  /** Points of the Fourier transform, a power of two; frames are filled up with zeros. Default the next from `sequenceLength`. */
  readonly fftLength?: number;
  /** How a frame fades at its ends: a periodic window by name, its own numbers, or null for none. Default `'hann'`. */
  readonly window?: Window;
  /** What the values are: `|X|` with 1, `|X|²` with 2. Default 2. */
  readonly power?: 1 | 2;
}

/**
 * The short-time Fourier transform's power: how much of each frequency there is, frame by frame.
 *
 *     Sₜₖ = |Σⱼ wⱼ xₜₛ₊ⱼ e^(−2πi jk / n)|²
 *
 * @param samples - `[samples]`, one channel; shorter than a frame, it is filled up with zeros.
 * @returns `[frames, fftLength / 2 + 1]`; frames that do not fit whole are left out.
 * @throws {RangeError} If an option is out of range, or the samples have several channels.
 * @example
 * const tone = Float32Array.from({ length: 8 }, (_, i) => Math.cos((2 * Math.PI * i) / 4));
 * spectrogram({ data: tone, shape: [8] }, { sequenceLength: 8, window: null }).data; // [0, 0, 16, 0, 0]
 * @see Keras's `STFTSpectrogram`, which by default also centres frames on their place with padding.
 */
export function spectrogram(samples: DataArray, options: SpectrogramOptions = {}): DataArray<Float32Array> {
  const { sequenceLength = 256, window = 'hann', power = 2 } = options;
  const { sequenceStride = Math.ceil(sequenceLength / 2), fftLength = 2 ** Math.ceil(Math.log2(sequenceLength)) } =
    options;
  positiveInteger('spectrogram', { sequenceLength, sequenceStride, fftLength });
  oneOf('spectrogram', { power }, [1, 2]);
  if (fftLength < sequenceLength || !Number.isInteger(Math.log2(fftLength))) {
    throw new RangeError(
      `spectrogram: fftLength must be a power of two of at least sequenceLength ${sequenceLength}, got ${fftLength}.`,
    );
  }
  if (samples.shape.length !== 1)
    throw new RangeError(`spectrogram: samples must have shape [samples], got [${samples.shape.join(', ')}].`);
  const weights = windowOf('spectrogram', window, sequenceLength, true);
  const { data } = samples;
  const frames = 1 + Math.max(0, Math.floor((data.length - sequenceLength) / sequenceStride));
  const bins = fftLength / 2 + 1;
  const transform = fourier(fftLength);
  const [real, imaginary] = [new Float64Array(fftLength), new Float64Array(fftLength)];
  const spectrum = new Float32Array(frames * bins);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * sequenceStride;
    real.fill(0);
    imaginary.fill(0);
    for (let i = 0; i < sequenceLength; i++) real[i] = weights[i]! * (data[start + i] ?? 0);
    transform(real, imaginary);
    for (let bin = 0; bin < bins; bin++) {
      const square = real[bin]! ** 2 + imaginary[bin]! ** 2;
      spectrum[frame * bins + bin] = power === 2 ? square : Math.sqrt(square);
    }
  }
  return { data: spectrum, shape: [frames, bins] };
}
