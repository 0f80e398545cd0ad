import { expect, test } from 'vitest';
import { panels } from './panels.js';

test('each metric is drawn with its validation twin, the loss last', () => {
  const history = { loss: [2, 1], accuracy: [0.5, 0.6], val_loss: [3, 2], val_accuracy: [0.4, 0.5], auc: [0.7, 0.8] };
  expect(panels(history).map(({ key, title, curves }) => [key, title, curves.length])).toEqual([
    ['accuracy', 'Accuracy', 2],
    ['auc', 'AUC', 1],
    ['loss', 'Loss', 2],
  ]);
  expect(panels(history).at(-1)!.curves).toEqual([
    {
      validation: false,
      points: [
        [1, 2],
        [2, 1],
      ],
    },
    {
      validation: true,
      points: [
        [1, 3],
        [2, 2],
      ],
    },
  ]);
  expect(panels({ history })).toEqual(panels(history));
});

test('resumed training goes on counting', () => {
  const points = panels({ history: { loss: [2, 1] }, epoch: [10, 11] })[0]!.curves[0]!.points;
  expect(points).toEqual([
    [11, 2],
    [12, 1],
  ]);
});

test('validation in some epochs stands where it ran', () => {
  const at = (count: number, validated: number, freq?: number) =>
    panels({ loss: Array(count).fill(1), val_loss: Array(validated).fill(1) }, freq)[0]!.curves[1]!.points.map(
      ([e]) => e,
    );
  expect(at(10, 3)).toEqual([3, 6, 9]);
  expect(at(10, 2, 4)).toEqual([4, 8]);
  expect(at(1, 0)).toEqual([]);
});

test('keys become words', () => {
  const titles = ['sparse_categorical_accuracy', 'meanSquaredError', 'f1Score', 'lr'].map(
    (key) => panels({ [key]: [1] })[0]!.title,
  );
  expect(titles).toEqual(['Sparse categorical accuracy', 'Mean squared error', 'F1 score', 'LR']);
});

test('histories that do not go together are refused', () => {
  const none = new RangeError('learningCurves: history must hold at least one epoch, got none.');
  expect(() => panels({})).toThrow(none);
  expect(() => panels({ history: { loss: [] }, epoch: [] })).toThrow(none);
  expect(() => panels({ loss: [1, 2, 3], accuracy: [1] })).toThrow(
    new RangeError('learningCurves: accuracy must have a value for each of 3 epochs, got 1.'),
  );
  expect(() => panels({ loss: [1, 2, 3], val_loss: [1, 2, 3, 4] })).toThrow(
    new RangeError('learningCurves: val_loss must have a value for each of 3 epochs, got 4; give validationFreq.'),
  );
});
