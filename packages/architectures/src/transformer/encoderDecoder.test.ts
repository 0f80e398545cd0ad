import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture } from '../../testing/testArchitecture.js';
import { encoderDecoder } from './encoderDecoder.js';

const small = {
  sourceVocabularySize: 9,
  targetVocabularySize: 7,
  numLayers: 1,
  numHeads: 2,
  hiddenDim: 8,
} as const;

describe('encoderDecoder', () => {
  test('has the parameters of its parts', () => {
    const model = encoderDecoder({ ...small, numLayers: 2 });
    const attention = 4 * (8 * 8 + 8);
    const feedforward = 8 * 32 + 32 + 32 * 8 + 8;
    const blocks = 2 * (attention + feedforward + 2 * 16) + 2 * (2 * attention + feedforward + 3 * 16);
    expect(model.countParams()).toBe(9 * 8 + 7 * 8 + blocks + 8 * 7 + 7);
    model.dispose();
  });

  test('the target does not see its future, and padding of the source changes nothing', async () => {
    const model = encoderDecoder({ ...small, seed: 1 });
    const logits = async (source: number[], target: number[]): Promise<number[]> => {
      const y = await model.predict({ source: [source], target: [target] });
      const numbers = Array.from((y as Tensor).dataSync()).map((value) => Number(value.toFixed(5)));
      (y as Tensor).dispose();
      return numbers;
    };
    const one = await logits([3, 1, 8], [1, 2, 3]);
    const other = await logits([3, 1, 8], [1, 2, 5]);
    expect(one.slice(0, 14)).toEqual(other.slice(0, 14));
    expect(one.slice(14)).not.toEqual(other.slice(14));
    expect(await logits([3, 1, 8, 0, 0], [1, 2, 3])).toEqual(one);
    expect(await logits([3, 2, 8], [1, 2, 3])).not.toEqual(one);
    model.dispose();
  });

  test('refuses', () => {
    expect(() => encoderDecoder({ ...small, targetVocabularySize: 0 })).toThrow(
      'encoderDecoder: targetVocabularySize must be a positive integer, got 0.',
    );
  });

  testArchitecture({
    small: () => encoderDecoder({ ...small, seed: 1 }),
    x: { source: integers([4, 5], 9), target: integers([4, 3], 7) },
    y: integers([4, 3], 7),
    loss: (yTrue, yPred) => sparseCategoricalCrossentropy(yTrue, yPred, { fromLogits: true }),
    gives: [4, 3, 7],
  });
});
