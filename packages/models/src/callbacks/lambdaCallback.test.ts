import { expect, test } from 'vitest';
import { lambdaCallback } from './lambdaCallback.js';

test('lambdaCallback calls what it was given, and nothing else', () => {
  const seen: number[] = [];
  const callback = lambdaCallback({ onEpochEnd: (epoch, logs) => void seen.push(epoch, logs.loss!) });
  void callback.onEpochEnd!(2, { loss: 0.5 });
  expect(seen).toEqual([2, 0.5]);
  expect(callback.onBatchEnd).toBeUndefined();
});
