import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import fixture from '../../fixtures/audio.json' with { type: 'json' };
import { melSpectrogram } from './melSpectrogram.js';

const samples = { data: Float32Array.from(fixture.samples), shape: [300] };
const options = { samplingRate: 8000, numMelBins: 8, sequenceLength: 50, sequenceStride: 20 };

test('as the formula says, computed elsewhere', () => {
  const mel = melSpectrogram(samples, options);
  expect(mel.shape).toEqual([13, 8]);
  expectClose(mel.data, fixture.mel, 1e-3);
  const power = melSpectrogram(samples, { ...options, powerToDb: false });
  expectClose(
    power.data.map((value) => 10 * Math.log10(value)),
    fixture.mel,
    1e-3,
  );
});

test('silence is as quiet as it gets', () => {
  const quiet = melSpectrogram({ data: new Float32Array(300), shape: [300] }, options);
  expect(quiet.data.every((value) => value === -100)).toBe(true);
  const loud = melSpectrogram(
    { data: Float32Array.from(samples.data, (v, i) => (i < 50 ? v : 0)), shape: [300] },
    options,
  );
  expect(Math.min(...loud.data)).toBeCloseTo(Math.max(...loud.data) - 80, 3);
});

test('melSpectrogram refuses', () => {
  expect(() => melSpectrogram(samples, { ...options, maxFreq: 5000 })).toThrow(
    new RangeError('melSpectrogram: minFreq and maxFreq must rise within [0, 4000], got 20 and 5000.'),
  );
  expect(() => melSpectrogram(samples, { ...options, numMelBins: 0 })).toThrow(
    new RangeError('melSpectrogram: numMelBins must be a positive integer, got 0.'),
  );
});
