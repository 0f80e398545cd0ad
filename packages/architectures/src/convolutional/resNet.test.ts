import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, trainable, wave } from '../../testing/testArchitecture.js';
import { resNet } from './resNet.js';

describe('resNet', () => {
  test('ResNet-50 has Keras’s 25,636,712 parameters, of which 53,120 are moving statistics', () => {
    const model = resNet();
    expect(model.countParams()).toBe(25_636_712);
    expect(trainable(model)).toBe(25_636_712 - 53_120);
    expect(Object.keys(model.weights).slice(0, 3)).toEqual(['conv1_conv/kernel', 'conv1_conv/bias', 'conv1_bn/gamma']);
    expect(model.outputShape([null, 224, 224, 3])).toEqual([null, 1000]);
    model.dispose();
  });

  test('ResNet-18 has PyTorch’s 11,689,512 trainable parameters', () => {
    const model = resNet({ depth: 18 });
    expect(trainable(model)).toBe(11_689_512);
    model.dispose();
  });

  test('refuses', () => {
    expect(() => resNet({ depth: 20 as never })).toThrow('resNet: depth must be 18 or 34 or 50 or 101 or 152, got 20.');
  });

  for (const depth of [18, 50] as const) {
    describe(`of ${depth}`, () => {
      testArchitecture({
        small: () => resNet({ depth, filters: 2, seed: 1, inputShape: [33, 32, 1], classes: 2 }),
        x: wave([8, 33, 32, 1]),
        y: integers([8], 2),
        loss: sparseCategoricalCrossentropy,
        gives: [8, 2],
        learningRate: 0.003,
      });
    });
  }
});
