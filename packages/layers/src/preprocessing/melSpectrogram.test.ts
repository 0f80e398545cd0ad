import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { melSpectrogram } from './melSpectrogram.js';

const small = { fftLength: 8, sequenceStride: 4, numMelBins: 3, samplingRate: 800 } as const;

testLayer(melSpectrogram, {
  cases: [
    {
      title: 'decibels',
      options: { ...small, topDb: 200 },
      input: [2, 17],
      values: (i: number) => 50 * Math.sin(0.7 + 2.3 * i),
    },
    { title: 'power', options: { ...small, powerToDb: false, sequenceLength: 6 }, input: [1, 16] },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/melSpectrogram.json'),
  refuses: [
    [() => melSpectrogram({ fftLength: 0 }), 'melSpectrogram: fftLength must be a positive integer, got 0.'],
    [() => melSpectrogram({ samplingRate: -1 }), 'melSpectrogram: samplingRate must be a positive number, got -1.'],
    [
      () => melSpectrogram({ fftLength: 4, sequenceLength: 5 }),
      'melSpectrogram: sequenceLength must be at most fftLength 4, got 5.',
    ],
    [
      () => melSpectrogram({ fftLength: 8 }).outputShape([null, 4]),
      'melSpectrogram: input must have more than 4 samples, half of fftLength, got shape [null, 4].',
    ],
    [
      () => melSpectrogram().build([2, 3, 1]),
      'melSpectrogram: input must have rank 2 [batch, time], got shape [2, 3, 1].',
    ],
  ],
});

test('a tone is loudest in the band around it', () => {
  const [rate, hertz] = [8000, 1000];
  const tone = Float32Array.from({ length: 1024 }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));
  const layer = melSpectrogram({ fftLength: 256, sequenceStride: 128, numMelBins: 16, samplingRate: rate });
  const [bands] = layer.call(tensor2d(tone, [1, 1024])).arraySync() as number[][][];
  expect(bands![0]).toHaveLength(9);
  const middle = bands!.map((frames) => frames[4]!);
  const mel = (f: number): number => 1127 * Math.log(1 + f / 700);
  const place = ((mel(hertz) - mel(20)) / (mel(4000) - mel(20))) * 17 - 1;
  expect(Math.abs(middle.indexOf(Math.max(...middle)) - place)).toBeLessThan(1);
});

test('silence is at the least power', () => {
  expectClose(
    melSpectrogram({ ...small, minPower: 1e-4 }).call(tensor2d(new Float32Array(9), [1, 9])),
    Array(9).fill(-40),
  );
});
