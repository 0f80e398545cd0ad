import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { temporalConvolutionalNetwork } from './temporalConvolutionalNetwork.js';

describe('temporalConvolutionalNetwork', () => {
  test('has the parameters of its convolutions, and one around where the features change', () => {
    const model = temporalConvolutionalNetwork({ inputShape: [50, 3], filters: 8, dilations: [1, 2, 4], outputs: 2 });
    const conv = (from: number): number => 3 * from * 8 + 8;
    expect(model.countParams()).toBe(conv(3) + 5 * conv(8) + (3 * 8 + 8) + (8 * 2 + 2));
    model.dispose();
  });

  test('no output sees the future, and the last sees as far back as it says', async () => {
    const model = temporalConvolutionalNetwork({
      inputShape: [null, 1],
      filters: 16,
      kernelSize: 2,
      dilations: [1, 2],
      returnSequences: true,
      seed: 1,
    });
    const length = 12;
    const sees = 1 + 2 * (2 - 1) * (1 + 2);
    const outputs = async (changed?: number): Promise<number[]> => {
      const data = Float32Array.from({ length }, (_, t) => (t === changed ? 5 : 1 + t / 10));
      const y = (await model.predict({ data, shape: [1, length, 1] })) as Tensor;
      const numbers = Array.from(y.dataSync());
      y.dispose();
      return numbers;
    };
    const before = await outputs();
    const after = await outputs(4);
    const moved = before.flatMap((y, t) => (y === after[t] ? [] : [t]));
    expect(moved[0]).toBe(4);
    expect(moved.at(-1)).toBe(4 + sees - 1);
    model.dispose();
  });

  test('refuses', () => {
    expect(() => temporalConvolutionalNetwork({ inputShape: [null, 2] })).toThrow(
      'temporalConvolutionalNetwork: the time must be known for the last step to be taken, got inputShape [null, 2]; set returnSequences.',
    );
    expect(() => temporalConvolutionalNetwork({ inputShape: [5, 2], dilations: [1, 0] })).toThrow(
      'temporalConvolutionalNetwork: each of dilations must be a positive integer, got 0.',
    );
  });

  describe('of numbers', () => {
    testArchitecture({
      small: () =>
        temporalConvolutionalNetwork({ inputShape: [10, 2], filters: 4, dilations: [1, 2], rate: 0.1, seed: 1 }),
      x: wave([6, 10, 2]),
      y: wave([6, 1]),
      loss: meanSquaredError,
      gives: [6, 1],
    });
  });

  describe('of classes', () => {
    testArchitecture({
      small: () =>
        temporalConvolutionalNetwork({ inputShape: [10, 4], filters: 4, dilations: [1, 2], classes: 3, seed: 1 }),
      x: wave([6, 10, 4]),
      y: integers([6], 3),
      loss: sparseCategoricalCrossentropy,
      gives: [6, 3],
    });
  });
});
