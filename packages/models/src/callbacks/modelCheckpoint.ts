import type { Callback, Logs, Storage, TrainingModel } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { type MonitorOptions, monitor } from './monitor.js';

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Saves only when the monitored log is better than ever; false. */
  readonly saveBestOnly?: boolean;
  /** `'epoch'`, the default, or a number of batches. */
  readonly saveFreq?: 'epoch' | number;
  /** What the first save must be better than, with `saveBestOnly`. */
  readonly initialValueThreshold?: number;
}

/**
 * Saves the model while it trains, whole: weights, optimizer state, structure.
 *
 * @param storage - Where to, such as `fileSystem('checkpoint')` of `@tenonjs/node`; or a function of the epoch and its
 *   logs that gives a place for each.
 * @throws {RangeError} If `saveFreq` is neither. {Error} at the first epoch's end, if there is no such log.
 * @see https://keras.io/api/callbacks/model_checkpoint/
 * @example
 * let saved = 0;
 * const callback = modelCheckpoint({ read: async () => new Uint8Array(), write: async () => {} }, { monitor: 'loss', saveBestOnly: true });
 * callback.setModel({ save: async () => { saved++; } });
 * for (const loss of [1, 2, 0.5]) await callback.onEpochEnd(0, { loss });
 * saved; // 2
 */
export function modelCheckpoint(
  storage: Storage | ((epoch: number, logs: Logs) => Storage),
  options: ModelCheckpointOptions = {},
): Callback {
  const { saveBestOnly = false, saveFreq = 'epoch', initialValueThreshold } = options;
  const watch = monitor('modelCheckpoint', options);
  if (saveFreq !== 'epoch') positiveInteger('modelCheckpoint', { saveFreq });
  let model: TrainingModel;
  let best = initialValueThreshold ?? watch.worst;
  let [epoch, batches] = [0, 0];
  const save = async (logs: Logs): Promise<void> => {
    if (saveBestOnly) {
      const value = watch.read(logs);
      if (!watch.better(value, best)) return;
      best = value;
    }
    await model.save(typeof storage === 'function' ? storage(epoch, logs) : storage);
  };
  return {
    setModel(trained) {
      model = trained;
    },
    onEpochBegin(begun) {
      epoch = begun;
    },
    async onBatchEnd(_, logs) {
      if (saveFreq !== 'epoch' && ++batches % saveFreq === 0) await save(await logs());
    },
    async onEpochEnd(ended, logs) {
      epoch = ended;
      if (saveFreq === 'epoch') await save(logs);
    },
    getState: () => ({ best, batches }),
    setState(state) {
      ({ best, batches } = state as { best: number; batches: number });
    },
  };
}
