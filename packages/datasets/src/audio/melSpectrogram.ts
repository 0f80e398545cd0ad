import type { DataArray } from '@tenonjs/contracts';
import { melBands, positiveInteger } from '@tenonjs/internal';
import { type SpectrogramOptions, spectrogram } from './spectrogram.js';

export interface MelSpectrogramOptions extends Omit<SpectrogramOptions, 'power'> {
  /** Samples a second of the sound. */
  readonly samplingRate: number;
  /** Default 40. */
  readonly numMelBins?: number;
  /** In hertz. Default 20. */
  readonly minFreq?: number;
  /** In hertz. Default half of `samplingRate`. */
  readonly maxFreq?: number;
  /** True gives decibels, `10 log₁₀ max(S, 1e-10)`. Default true. */
  readonly powerToDb?: boolean;
  /** Decibels further below the loudest are raised to this. Default 80. */
  readonly topDb?: number;
}

/**
 * The power spectrogram summed in bands as wide as the ear hears them: what speech recognition looks at.
 *
 *     mel(f) = 1127 ln(1 + f / 700)        M = S Wᵀ, W triangles evenly spaced in mel
 *
 * @param samples - `[samples]`, one channel.
 * @returns `[frames, numMelBins]`
 * @throws {RangeError} If an option is out of range, or the samples have several channels.
 * @example
 * const tone = Float32Array.from({ length: 1024 }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / 8000));
 * const mel = melSpectrogram({ data: tone, shape: [1024] }, { samplingRate: 8000, numMelBins: 20 });
 * mel.shape; // [7, 20]
 * mel.data.indexOf(Math.max(...mel.data.subarray(0, 20))); // 9
 * @see Keras's `MelSpectrogram`; Davis & Mermelstein 1980, https://doi.org/10.1109/TASSP.1980.1163420
 */
export function melSpectrogram(samples: DataArray, options: MelSpectrogramOptions): DataArray<Float32Array> {
  const { samplingRate, numMelBins = 40, minFreq = 20, maxFreq = options.samplingRate / 2 } = options;
  const { powerToDb = true, topDb = 80 } = options;
  positiveInteger('melSpectrogram', { samplingRate, numMelBins });
  if (!(minFreq >= 0 && minFreq < maxFreq && maxFreq <= samplingRate / 2)) {
    throw new RangeError(
      `melSpectrogram: minFreq and maxFreq must rise within [0, ${samplingRate / 2}], got ${minFreq} and ${maxFreq}.`,
    );
  }
  const power = spectrogram(samples, { ...options, power: 2 });
  const [frames, bins] = power.shape as [number, number];
  const bands = runs(melBands(bins, numMelBins, samplingRate, minFreq, maxFreq), bins, numMelBins);
  const data = new Float32Array(frames * numMelBins);
  for (let frame = 0; frame < frames; frame++) {
    bands.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power.data[frame * bins + first + i]!;
      data[frame * numMelBins + band] = sum;
    });
  }
  if (powerToDb) {
    let loudest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < data.length; i++) {
      data[i] = 10 * Math.log10(Math.max(1e-10, data[i]!));
      loudest = Math.max(loudest, data[i]!);
    }
    for (let i = 0; i < data.length; i++) data[i] = Math.max(data[i]!, loudest - topDb);
  }
  return { data, shape: [frames, numMelBins] };
}

/** Each band's triangle, from its first bin on: it is one run of bins; one that lies between two bins holds none. */
function runs(matrix: Float32Array, bins: number, bands: number): { first: number; weights: number[] }[] {
  return Array.from({ length: bands }, (_, band) => {
    const all = Array.from({ length: bins }, (_, bin) => matrix[bin * bands + band]!);
    const first = Math.max(
      0,
      all.findIndex((weight) => weight > 0),
    );
    return { first, weights: all.slice(first).filter((weight) => weight > 0) };
  });
}
