import { expect, test } from 'vitest';
import { inMemory } from '../../testing/blobs.js';
import { backupAndRestore } from './backupAndRestore.js';
import { bestCheckpoint } from './bestCheckpoint.js';

test('the last n are kept, and the best', async () => {
  const memory = inMemory();
  const storage = { ...memory, has: async (name: string) => name in memory.files };
  const callback = backupAndRestore(storage, { keepLast: 2, keepBest: true, monitor: 'val_loss' });
  let saved = 0;
  callback.setModel!({ checkpoint: async () => Uint8Array.of(saved++) } as never);
  await callback.onTrainBegin!({} as never);
  const kept: unknown[] = [];
  for (const [epoch, val_loss] of [3, 1, 2, 4, 0.5, 6].entries()) {
    await callback.onEpochEnd!(epoch, { val_loss });
    const { checkpoints } = JSON.parse(new TextDecoder().decode(memory.files['checkpoints.json']));
    kept.push(checkpoints.map(({ file }: { file: string }) => memory.files[file]![0]));
  }
  expect(kept).toEqual([[0], [0, 1], [1, 2], [1, 2, 3], [3, 4], [4, 5]]);
  expect(Object.keys(memory.files).length).toBeLessThanOrEqual(5);
  expect(await bestCheckpoint(storage).read('weights.safetensors')).toEqual(Uint8Array.of(4));
});

test('refuses what it cannot do', async () => {
  expect(() => backupAndRestore(inMemory(), { keepLast: 0 })).toThrow(
    new RangeError('backupAndRestore: keepLast must be a positive integer, got 0.'),
  );
  expect(() => backupAndRestore(inMemory(), { saveFreq: 1.5 })).toThrow(
    new RangeError('backupAndRestore: saveFreq must be a positive integer, got 1.5.'),
  );
  const callback = backupAndRestore(inMemory());
  callback.setModel!({} as never);
  await expect(callback.onTrainBegin!({} as never)).rejects.toThrow(
    new Error('backupAndRestore: the model must give checkpoints, but it has none.'),
  );
});
