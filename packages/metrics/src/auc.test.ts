import { expectClose, readFixture, testMetric } from '@tenonjs/testing';
import { tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { auc } from './auc.js';

testMetric(import.meta.url, 'auc', auc, {
  refused: [
    [{ curve: 'PRG' }, 'auc: curve must be "ROC" or "PR", got "PRG".'],
    [{ summationMethod: 'x' }, 'auc: summationMethod must be "interpolation" or "minoring" or "majoring", got "x".'],
    [{ numThresholds: 1 }, 'auc: numThresholds must be an integer of at least 2, got 1.'],
    [{ thresholds: [0.5, 1.2] }, 'auc: thresholds must be in [0, 1], got 1.2.'],
    [{ labelWeights: [1, 2] }, 'auc: labelWeights need multiLabel: true, got false.'],
    [{ exact: true, thresholds: [0.5] }, 'auc: exact takes neither thresholds nor a summationMethod, got one.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'auc: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'auc: weights must have shape [4] or [4, 3], got [3].'],
  ],
});

test('auc refuses predictions without labels, and other labels than it has weights for', () => {
  const [labels, two] = [auc({ multiLabel: true }), auc({ multiLabel: true, labelWeights: [1, 2] })];
  expect(() => labels.update(tensor1d([1]), tensor1d([1]))).toThrow(
    new RangeError('auc: yPred must have rank 2 [batch, labels], got shape [1].'),
  );
  expect(() => two.update(tensor2d([[1, 0, 1]]), tensor2d([[1, 0, 1]]))).toThrow(
    new RangeError('auc: yPred has 3 labels but labelWeights has 2.'),
  );
});

interface Areas {
  readonly what: string;
  readonly yTrue: number[] | number[][];
  readonly yPred: number[] | number[][];
  readonly weights?: number[];
  readonly ROC: number;
  readonly PR: number;
}

describe.each(['ROC', 'PR'] as const)('auc, %s, against scikit-learn', (curve) => {
  const { cases } = readFixture<Areas>(import.meta.url, '../fixtures/auc.json');
  const area = ({ yTrue, yPred, weights }: Areas, exact: boolean): number => {
    const metric = auc({ curve, exact, multiLabel: Array.isArray(yTrue[0]) });
    const rows = yTrue.length;
    // In two uneven batches.
    for (const [from, to] of [
      [0, 200],
      [200, rows],
    ] as const) {
      tidy(() => {
        const batch = [yTrue, yPred].map((all) => tensor(all.slice(from, to) as number[]));
        metric.update(batch[0]!, batch[1]!, ...(weights ? [tensor1d(weights.slice(from, to))] : []));
      });
    }
    const value = tidy(() => metric.result().dataSync()[0]!);
    metric.dispose();
    return value;
  };

  test.each(cases)('$what: exactly, when asked', (of) => expectClose([area(of, true)], [of[curve]], 1e-6));

  // By thresholds the PR curve is Davis and Goadrich's, which average precision is not where many scores are alike.
  test.runIf(curve === 'ROC').each(cases)('$what: to 1e-3 by the default thresholds', (of) => {
    expect(Math.abs(area(of, false) - of[curve])).toBeLessThan(1e-3);
  });
});

test.each(['ROC', 'PR'] as const)('auc by 200 thresholds is within 1e-3 of the exact %s', (curve) => {
  const samples = 4000;
  const yTrue = tensor1d(Float32Array.from({ length: samples }, (_, i) => i % 2));
  const score = (i: number): number => 1 / (1 + Math.exp(-2 * Math.sin(i * 12.9898) - (i % 2) * 0.8));
  const yPred = tensor1d(Float32Array.from({ length: samples }, (_, i) => score(i)));
  const [thresholds, exact] = [auc({ curve }), auc({ curve, exact: true })].map((metric) => {
    metric.update(yTrue, yPred);
    const [value] = tidy(() => metric.result().dataSync());
    metric.dispose();
    return value!;
  });
  expect(exact).toBeGreaterThan(0.6);
  expect(Math.abs(thresholds! - exact!)).toBeLessThan(1e-3);
});
