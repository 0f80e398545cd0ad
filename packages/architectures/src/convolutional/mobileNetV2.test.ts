import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { describe, expect, test } from 'vitest';
import { integers, testArchitecture, trainable, wave } from '../../testing/testArchitecture.js';
import { mobileNetV2 } from './mobileNetV2.js';

describe('mobileNetV2', () => {
  test('has Keras’s 3,538,984 parameters, of which 3,504,872 are trained as in PyTorch', () => {
    const model = mobileNetV2();
    expect(model.countParams()).toBe(3_538_984);
    expect(trainable(model)).toBe(3_504_872);
    expect(model.getLayer('block_16_project').type).toBe('conv2d');
    model.dispose();
  });

  test('half as wide it has Keras’s 1,987,224', () => {
    const model = mobileNetV2({ alpha: 0.5 });
    expect(model.countParams()).toBe(1_987_224);
    model.dispose();
    expect(() => mobileNetV2({ alpha: 0 })).toThrow('mobileNetV2: alpha must be a positive number, got 0.');
  });

  testArchitecture({
    small: () => mobileNetV2({ alpha: 0.1, seed: 1, inputShape: [32, 32, 1], classes: 2 }),
    x: wave([4, 32, 32, 1]),
    y: integers([4], 2),
    loss: sparseCategoricalCrossentropy,
    gives: [4, 2],
    learningRate: 0.0003,
    epochs: 3,
  });
});
