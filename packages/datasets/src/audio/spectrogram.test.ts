import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import fixture from '../../fixtures/audio.json' with { type: 'json' };
import { spectrogram } from './spectrogram.js';

const samples = { data: Float32Array.from(fixture.samples), shape: [300] };

test('as PyTorch’s', () => {
  const hann = spectrogram(samples, { sequenceLength: 50, sequenceStride: 20 });
  expect(hann.shape).toEqual([13, 33]);
  expectClose(hann.data, fixture.hann, 1e-3);
  const hamming = spectrogram(samples, { sequenceLength: 64, window: 'hamming' });
  expectClose(hamming.data, fixture.hamming, 1e-3);
  const root = spectrogram(samples, { sequenceLength: 64, window: 'hamming', power: 1 });
  expectClose(root.data, fixture.hamming.map(Math.sqrt), 1e-3);
});

test('a sound shorter than a frame is filled up', () => {
  expect(spectrogram({ data: Float32Array.of(1, 0), shape: [2] }, { sequenceLength: 4, window: null })).toEqual({
    data: Float32Array.of(1, 1, 1),
    shape: [1, 3],
  });
});

test('spectrogram refuses', () => {
  expect(() => spectrogram(samples, { sequenceLength: 50, fftLength: 60 })).toThrow(
    new RangeError('spectrogram: fftLength must be a power of two of at least sequenceLength 50, got 60.'),
  );
  expect(() => spectrogram({ data: samples.data, shape: [150, 2] })).toThrow(
    new RangeError('spectrogram: samples must have shape [samples], got [150, 2].'),
  );
  expect(() => spectrogram(samples, { window: 'flat' as 'hann' })).toThrow(
    new RangeError('spectrogram: window must be "hann", "hamming", "blackman", numbers or null, got "flat".'),
  );
  expect(() => spectrogram(samples, { power: 3 as 2 })).toThrow(
    new RangeError('spectrogram: power must be 1 or 2, got 3.'),
  );
});
