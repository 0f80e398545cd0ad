import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture } from '../../testing/testArchitecture.js';
import { transformerClassifier } from './transformerClassifier.js';

const small = { classes: 3, vocabularySize: 9, sequenceLength: 5, numHeads: 2, hiddenDim: 8 } as const;

describe('transformerClassifier', () => {
  test('has the parameters of its parts', () => {
    const model = transformerClassifier(small);
    const block = 4 * (8 * 8 + 8) + (8 * 32 + 32 + 32 * 8 + 8) + 4 * 8;
    expect(model.countParams()).toBe(9 * 8 + 5 * 8 + 2 * block + 8 * 3 + 3);
    model.dispose();
    expect(() => transformerClassifier({ ...small, dropout: 1 })).toThrow(
      'transformerClassifier: dropout must be in [0, 1), got 1.',
    );
  });

  test('padding changes nothing', async () => {
    const model = transformerClassifier({ ...small, seed: 1 });
    const predicted = async (words: number[]): Promise<number[]> => {
      const y = (await model.predict([words])) as Tensor;
      const numbers = Array.from(y.dataSync()).map((value) => Number(value.toFixed(5)));
      y.dispose();
      return numbers;
    };
    expect(await predicted([4, 7, 0, 0])).toEqual(await predicted([4, 7]));
    model.dispose();
  });

  testArchitecture({
    small: () => transformerClassifier({ ...small, seed: 1 }),
    x: integers([6, 5], 9),
    y: integers([6], 3),
    loss: sparseCategoricalCrossentropy,
    gives: [6, 3],
  });
});
