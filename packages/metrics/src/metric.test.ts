import type { Metric } from '@tenonjs/contracts';
import { expectClose } from '@tenonjs/testing';
import { memory, scalar, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { accuracy, auc, f1Score, meanIoU, precision, r2Score } from './index.js';
import { metric } from './metric.js';

test('what logs may hold are metrics of the contract', () => {
  const metrics: Metric[] = [
    accuracy(),
    auc(),
    f1Score(),
    precision({ topK: 3 }),
    r2Score(),
    meanIoU({ numClasses: 2 }),
  ];
  expect(metrics.map(({ name }) => name)).toEqual(['accuracy', 'auc', 'f1Score', 'precision', 'r2Score', 'meanIoU']);
});

test('many batches keep few tensors', () => {
  const before = memory().numTensors;
  const seen = accuracy();
  const [yTrue, yPred] = [tensor1d([1, 0]), tensor1d([1, 1])];
  for (let i = 0; i < 1000; i++) seen.update(yTrue, yPred);
  expectClose(
    tidy(() => seen.result().dataSync()),
    [0.5],
  );
  // One for each binary digit of 1000, and the two above.
  expect(memory().numTensors - before).toBeLessThanOrEqual(10 + 2);
  seen.dispose();
});

test('batches are merged in their order', () => {
  const text = metric<{ total: Tensor; first: number; last: number }>('order', {
    batch: (_, yPred) => ({ total: sum(yPred), first: yPred.size, last: yPred.size }),
    merge: (earlier, later) => {
      expect(later.first).toBe(earlier.last + 1);
      return { total: scalar(0), first: earlier.first, last: later.last };
    },
    value: ({ first, last }) => scalar(last - first),
  });
  for (let size = 1; size <= 13; size++) {
    const values = tensor1d(Array<number>(size).fill(1));
    text.update(values, values);
    expectClose(
      tidy(() => text.result().dataSync()),
      [size - 1],
    );
  }
  text.dispose();
});
