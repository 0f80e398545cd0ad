import { kernel } from '@tenonjs/internal';
import { memory, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

test('Read copies the values at once, and makes no tensor', () => {
  tidy(() => {
    const x = tensor([1, -2, 3.5], [3]);
    const before = memory();
    const into = new Float32Array(4);
    expect(kernel('Read', { x }, { into: into.subarray(1) })).toEqual([]);
    expect([...into]).toEqual([0, 1, -2, 3.5]);
    expect(memory()).toEqual(before);
  });
});
