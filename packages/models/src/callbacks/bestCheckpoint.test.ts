import { dense } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { sgd } from '@tenonjs/optimizers';
import { expect, test } from 'vitest';
import { inMemory } from '../../testing/blobs.js';
import { sequential } from '../sequential.js';
import { backupAndRestore } from './backupAndRestore.js';
import { bestCheckpoint } from './bestCheckpoint.js';

const data = { data: new Float32Array([1, 2, 3]), shape: [3, 1] };

test('its weights are loaded by themselves', async () => {
  const memory = inMemory();
  const storage = { ...memory, has: async (name: string) => name in memory.files };
  const [model, other] = [0, 1].map(() => sequential([dense({ units: 1 })]));
  model!.compile({ optimizer: sgd(), loss: meanSquaredError });
  const backup = backupAndRestore(storage, { keepBest: true, monitor: 'loss' });
  await model!.fit(data, data, { verbose: 0, callbacks: [backup] });
  other!.build([null, 1]);
  await other!.loadWeights(bestCheckpoint(storage));
  expect(await other!.getWeights()).toEqual(await model!.getWeights());
  for (const each of [model!, other!]) each.dispose();
});

test('says that there is none, and takes nothing', async () => {
  const none = bestCheckpoint({ ...inMemory(), has: async () => false });
  await expect(none.read('weights.safetensors')).rejects.toThrow(
    new Error('bestCheckpoint: there must be a checkpoint kept as the best, got none; see keepBest.'),
  );
  await expect(none.write({})).rejects.toThrow(
    new Error('bestCheckpoint: checkpoints are written by backupAndRestore, not here.'),
  );
});
