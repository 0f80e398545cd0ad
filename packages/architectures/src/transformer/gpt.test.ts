import { zeros } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture } from '../../testing/testArchitecture.js';
import { gpt } from './gpt.js';

const small = { vocabularySize: 11, sequenceLength: 6, numLayers: 2, numHeads: 2, hiddenDim: 8 } as const;

describe('gpt', () => {
  test('GPT-2 small has its 124,439,808 parameters, the embedding counted once', () => {
    const model = gpt({ kernelInitializer: zeros() });
    expect(model.countParams()).toBe(124_439_808);
    model.dispose();
  });

  test('no logit sees the future, and shorter sequences give the same', async () => {
    const model = gpt({ ...small, seed: 1 });
    const logits = async (tokens: number[]): Promise<number[]> => {
      const y = (await model.predict([tokens])) as Tensor;
      const numbers = Array.from(y.dataSync()).map((value) => Number(value.toFixed(5)));
      y.dispose();
      return numbers;
    };
    const [one, other] = [await logits([3, 1, 4, 1]), await logits([3, 1, 4, 9])];
    expect(one.slice(0, 33)).toEqual(other.slice(0, 33));
    expect(one.slice(33)).not.toEqual(other.slice(33));
    expect(await logits([3, 1, 4])).toEqual(one.slice(0, 33));
    await expect(model.predict([[1, 2, 3, 4, 5, 6, 7]])).rejects.toThrow(
      'positionEmbedding: input must have 6 time steps at most, got 7.',
    );
    model.dispose();
  });

  test('refuses', () => {
    expect(() => gpt({ numLayers: 0 })).toThrow('gpt: numLayers must be a positive integer, got 0.');
    expect(() => gpt({ ...small, hiddenDim: 9 })).toThrow(
      'block_0: the features must be a multiple of numHeads, got 9 features and 2 heads.',
    );
  });

  testArchitecture({
    small: () => gpt({ ...small, seed: 1 }),
    x: integers([4, 5], 11),
    y: integers([4, 5], 11),
    loss: Object.assign(
      (yTrue: Tensor, yPred: Tensor) => sparseCategoricalCrossentropy(yTrue, yPred, { fromLogits: true }),
      { type: 'logits' },
    ),
    gives: [4, 5, 11],
  });
});
