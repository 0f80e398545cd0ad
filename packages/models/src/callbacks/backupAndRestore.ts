import type { Callback, Logs, Storage, TrainingModel } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { type Checkpoint, list, listed } from './checkpoints.js';
import { type MonitorOptions, monitor } from './monitor.js';

export interface BackupAndRestoreOptions extends MonitorOptions {
  /** `'epoch'`, the default, or a number of batches. */
  readonly saveFreq?: 'epoch' | number;
  /** How many of the last checkpoints are kept; 1. */
  readonly keepLast?: number;
  /** Also keeps the checkpoint of the epoch with the best monitored log, whenever that was; false. */
  readonly keepBest?: boolean;
}

/**
 * Writes down training while it goes on: weights, optimizer state, epoch and batch, seeds, history, what callbacks and
 * metrics remember. `fit` with `resumeFrom` of the same storage then goes on as if it had never stopped, from the middle of
 * an epoch too.
 *
 *     await model.fit(x, y, { epochs: 90, resumeFrom: storage, callbacks: [backupAndRestore(storage, { saveFreq: 100 })] });
 *
 * Each checkpoint is one file, and goes where none of those kept is: whatever happens while it is written, they are whole.
 *
 * @param storage - Where to, such as `fileSystem('backup')` of `@tenonjs/node`.
 * @throws {RangeError} If an option is out of range. {Error} at an epoch's end, if there is no such log to monitor.
 * @see https://keras.io/api/callbacks/backup_and_restore/. Keras begins an interrupted epoch anew, and keeps one backup.
 * @example
 * const files = {};
 * const storage = { has: async (name) => name in files, read: async (name) => files[name], write: async (f) => void Object.assign(files, f) };
 * const callback = backupAndRestore(storage);
 * callback.setModel({ checkpoint: async () => new Uint8Array(8) });
 * await callback.onTrainBegin({});
 * await callback.onEpochEnd(0, { loss: 1 });
 * Object.keys(files).length; // 2
 */
export function backupAndRestore(storage: Storage, options: BackupAndRestoreOptions = {}): Callback {
  const { saveFreq = 'epoch', keepLast = 1, keepBest = false } = options;
  const watch = monitor('backupAndRestore', options);
  positiveInteger('backupAndRestore', { saveFreq: saveFreq === 'epoch' ? 1 : saveFreq, keepLast });
  let model: TrainingModel;
  let kept: Checkpoint[] = [];
  let [epoch, batches] = [0, 0];

  async function save(value?: number): Promise<void> {
    const bytes = await model.checkpoint!();
    const taken = new Set(kept.map(({ file }) => file));
    let slot = 0;
    while (taken.has(`checkpoint-${slot}.safetensors`)) slot++;
    const file = `checkpoint-${slot}.safetensors`;
    const before = kept.find(({ best }) => best);
    const best = value !== undefined && (before === undefined || watch.better(value, before.value!));
    const all = [...kept, { file, epoch, ...(value !== undefined && { value }), ...(best && { best }) }];
    kept = all
      .map((one) => (best && one === before ? { ...one, best: false } : one))
      .filter((one, i) => i >= all.length - keepLast || one.best === true);
    // Another rank writes it.
    if (!bytes) return;
    await storage.write({ [file]: bytes });
    await list(storage, kept);
  }

  return {
    savesTraining: true,
    get newest() {
      const file = kept.at(-1)?.file;
      return file && `${file} of ${storage.name ?? 'the storage'}`;
    },
    setModel(trained) {
      model = trained;
    },
    async onTrainBegin() {
      if (!model.checkpoint) throw new Error('backupAndRestore: the model must give checkpoints, but it has none.');
      kept = await listed(storage);
    },
    onEpochBegin(begun) {
      epoch = begun;
    },
    async onBatchEnd() {
      if (saveFreq !== 'epoch' && ++batches % saveFreq === 0) await save();
    },
    async onEpochEnd(ended, logs: Logs) {
      epoch = ended + 1;
      const value = keepBest ? watch.read(logs) : undefined;
      if (saveFreq === 'epoch' || value !== undefined) await save(value);
    },
    getState: () => batches,
    setState(state) {
      batches = state as number;
    },
  };
}
