import { gru, lstm, simpleRNN } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, wave } from '../../testing/testArchitecture.js';
import { recurrentClassifier } from './recurrentClassifier.js';

describe('recurrentClassifier', () => {
  test('has the parameters of its layers, twice for both directions', () => {
    const model = recurrentClassifier({ vocabularySize: 100, embeddingDim: 8, units: [6, 4], classes: 3 });
    const lstms = (from: number, units: number): number => 2 * 4 * units * (from + units + 1);
    expect(model.countParams()).toBe(800 + lstms(8, 6) + lstms(12, 4) + 8 * 3 + 3);
    const one = recurrentClassifier({
      inputShape: [null, 2],
      layer: simpleRNN,
      units: [5],
      bidirectional: false,
      classes: 2,
    });
    expect(one.countParams()).toBe(5 * (2 + 5 + 1) + 5 * 2 + 2);
    one.dispose();
    model.dispose();
  });

  test('padding of words and of numbers changes nothing', async () => {
    const predicted = async (
      model: ReturnType<typeof recurrentClassifier>,
      x: readonly unknown[],
    ): Promise<number[]> => {
      const y = (await model.predict(x as never)) as Tensor;
      const numbers = Array.from(y.dataSync()).map((p) => Number(p.toFixed(5)));
      y.dispose();
      return numbers;
    };
    const words = recurrentClassifier({ vocabularySize: 9, embeddingDim: 3, units: [4], classes: 3, seed: 1 });
    expect(await predicted(words, [[3, 5, 0, 0]])).toEqual(await predicted(words, [[3, 5]]));
    const numbers = recurrentClassifier({ inputShape: [null, 1], maskValue: -1, units: [4], classes: 3, seed: 1 });
    expect(await predicted(numbers, [[[0.3], [0.5], [-1]]])).toEqual(await predicted(numbers, [[[0.3], [0.5]]]));
    words.dispose();
    numbers.dispose();
  });

  test('refuses', () => {
    expect(() => recurrentClassifier({ classes: 2 })).toThrow(
      'recurrentClassifier: either inputShape, for numbers, or vocabularySize, for words, must be given, got neither.',
    );
    expect(() => recurrentClassifier({ classes: 2, inputShape: [3, 1], units: [] })).toThrow(
      'recurrentClassifier: units must hold at least one number, got none.',
    );
    expect(() => recurrentClassifier({ classes: 2, inputShape: [3, 1], layer: 'lstm' as never })).toThrow(
      'recurrentClassifier: layer must be a function such as lstm, got string.',
    );
  });

  for (const [name, layer] of Object.entries({ lstm, gru, simpleRNN })) {
    describe(`of ${name}`, () => {
      testArchitecture({
        small: () =>
          recurrentClassifier({
            layer,
            vocabularySize: 7,
            embeddingDim: 4,
            units: [4, 3],
            rate: 0.1,
            classes: 3,
            seed: 1,
          }),
        x: integers([6, 5], 7),
        y: integers([6], 3),
        loss: sparseCategoricalCrossentropy,
        gives: [6, 3],
        learningRate: 0.02,
      });
    });
  }

  describe('with a class for each step', () => {
    testArchitecture({
      small: () =>
        recurrentClassifier({ inputShape: [null, 2], units: [4], classes: 3, returnSequences: true, seed: 1 }),
      x: wave([4, 5, 2]),
      y: integers([4, 5], 3),
      loss: sparseCategoricalCrossentropy,
      gives: [4, 5, 3],
      learningRate: 0.02,
    });
  });
});
