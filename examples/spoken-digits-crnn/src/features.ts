import { melSpectrogram, type Scaler, type SpokenDigit, standardize } from '@tenonjs/datasets';

/** Time steps of 16 milliseconds: about one second, longer than almost every digit. */
export const frames = 64;
export const bands = 40;

/** A recording as what a network looks at. */
export interface Example {
  readonly digit: number;
  /** Decibels, `[time, bands]`, as long as the recording. */
  readonly mel: Float32Array;
}

/** How loud each band is, frame by frame. */
export function example({ digit, sound }: SpokenDigit): Example {
  const { data } = melSpectrogram(sound, {
    samplingRate: sound.sampleRate,
    sequenceLength: 256,
    sequenceStride: 128,
    numMelBins: bands,
  });
  return { digit, mel: data };
}

/** Mean and deviation of the training recordings alone. */
export const scalerOf = (training: readonly Example[]): Scaler => {
  const data = new Float32Array(training.reduce((length, { mel }) => length + mel.length, 0));
  let at = 0;
  for (const { mel } of training) {
    data.set(mel, at);
    at += mel.length;
  }
  return standardize({ axis: null }).fit({ data, shape: [data.length / bands, bands] });
};

/**
 * A recording in its frame of time, the quiet around it as quiet as it gets; what is too long is cut.
 *
 * @param place - Where in the room left over it begins, in [0, 1]; training takes another each time.
 */
export function framed({ digit, mel }: Example, scaler: Scaler, place = 0.5) {
  const steps = Math.min(frames, mel.length / bands);
  const begin = Math.floor((mel.length / bands - steps) / 2);
  const scaled = scaler.transform({
    data: mel.subarray(begin * bands, (begin + steps) * bands),
    shape: [steps, bands],
  }).data;
  const data = new Float32Array(frames * bands).fill(scaled.reduce((least, value) => Math.min(least, value)));
  data.set(scaled, Math.round(place * (frames - steps)) * bands);
  return { x: { data, shape: [frames, bands, 1] }, y: { data: Int32Array.of(digit), shape: [] } };
}
