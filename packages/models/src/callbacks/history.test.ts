import { expect, test } from 'vitest';
import { history } from './history.js';

test('history keeps a value an epoch for each log', () => {
  const record = history();
  record.onTrainBegin!({ epochs: 2 } as never);
  record.onEpochEnd!(0, { loss: 2, accuracy: 0.5 });
  record.onEpochEnd!(1, { loss: 1, accuracy: 0.75, val_loss: 3 });
  expect(record.epoch).toEqual([0, 1]);
  expect(record.history).toEqual({ loss: [2, 1], accuracy: [0.5, 0.75], val_loss: [3] });
  expect(record.params).toEqual({ epochs: 2 });
});
