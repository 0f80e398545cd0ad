import type { Storage } from '@tenonjs/contracts';
import { listed } from './checkpoints.js';

/**
 * The best of the checkpoints that `backupAndRestore` kept, for `model.loadWeights`.
 *
 * @param storage - Where they are.
 * @returns A place to read from, whose `weights.safetensors` is that checkpoint.
 * @throws {Error} From `read`, if there is none, since `keepBest` was not given; from `write` always.
 * @example
 * const index = new TextEncoder().encode('{ "checkpoints": [{ "file": "a", "epoch": 1, "best": true }, { "file": "b", "epoch": 2 }] }');
 * const storage = { read: async (name) => (name === 'checkpoints.json' ? index : new TextEncoder().encode(name)), write: async () => {} };
 * new TextDecoder().decode(await bestCheckpoint(storage).read('weights.safetensors')); // 'a'
 */
export function bestCheckpoint(storage: Storage): Storage {
  return {
    async read() {
      const best = (await listed(storage)).find((checkpoint) => checkpoint.best);
      if (!best)
        throw new Error('bestCheckpoint: there must be a checkpoint kept as the best, got none; see keepBest.');
      return storage.read(best.file);
    },
    async write() {
      throw new Error('bestCheckpoint: checkpoints are written by backupAndRestore, not here.');
    },
  };
}
