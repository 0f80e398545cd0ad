import type { Callback, DataArray, TrainingModel } from '@tenonjs/contracts';
import { nonNegative } from '@tenonjs/internal';
import { type MonitorOptions, monitor } from './monitor.js';
import { type Snapshot, snapshot } from './snapshot.js';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** What counts as better must be better by more than this; 0. */
  readonly minDelta?: number;
  /** Epochs without an improvement before it stops; 0. */
  readonly patience?: number;
  /** What the first epochs must be better than; none. */
  readonly baseline?: number;
  /** Ends with the weights of the best epoch instead of the last; false. */
  readonly restoreBestWeights?: boolean;
  /** The first epoch to look at; 0. */
  readonly startFromEpoch?: number;
}

/**
 * Stops training when the monitored log has stopped improving.
 *
 * @returns A callback for `fit`; `stoppedEpoch` and `bestEpoch` tell afterwards, null where there is none.
 * @throws {RangeError} If an option is out of range. {Error} at the first epoch's end, if there is no such log.
 * @see https://keras.io/api/callbacks/early_stopping/
 * @example
 * const callback = earlyStopping({ monitor: 'loss', patience: 1 });
 * [1, 0.5, 0.6].forEach((loss, epoch) => callback.onEpochEnd(epoch, { loss }));
 * callback.bestEpoch; // 1
 */
export function earlyStopping(
  options: EarlyStoppingOptions = {},
): Callback & { readonly stoppedEpoch: number | null; readonly bestEpoch: number | null } {
  const { minDelta = 0, patience = 0, baseline, restoreBestWeights = false, startFromEpoch = 0 } = options;
  const watch = monitor('earlyStopping', options);
  nonNegative('earlyStopping', { minDelta: Math.abs(minDelta), patience, startFromEpoch });
  let model: TrainingModel | undefined;
  let best: { value: number; epoch: number | null; weights?: Snapshot } = { value: watch.worst, epoch: null };
  let waited = 0;
  let stoppedEpoch: number | null = null;
  return {
    get stoppedEpoch() {
      return stoppedEpoch;
    },
    get bestEpoch() {
      return best.epoch;
    },
    setModel(trained) {
      model = trained;
    },
    onTrainBegin() {
      [best, waited, stoppedEpoch] = [{ value: watch.worst, epoch: null }, 0, null];
    },
    onEpochEnd(epoch, logs) {
      if (epoch < startFromEpoch) return;
      const value = watch.read(logs);
      waited++;
      if (watch.better(value, best.value, Math.abs(minDelta))) {
        best.weights?.dispose();
        best = { value, epoch, ...(restoreBestWeights && model && { weights: snapshot(model.weights) }) };
        // Better than before is not enough to wait anew, where a baseline is to be passed.
        if (baseline === undefined || watch.better(value, baseline, Math.abs(minDelta))) waited = 0;
      }
      if (waited >= Math.max(1, patience) && epoch > 0) {
        stoppedEpoch = epoch;
        if (model) model.stopTraining = true;
      }
    },
    async getState() {
      const { weights, ...rest } = best;
      return { best: rest, waited, stoppedEpoch, weights: (await weights?.values()) ?? null };
    },
    setState(state) {
      const saved = state as { best: typeof best; waited: number; stoppedEpoch: number | null; weights: DataArray[] };
      ({ waited, stoppedEpoch } = saved);
      best.weights?.dispose();
      best = { ...saved.best, ...(saved.weights && model && { weights: snapshot(model.weights, saved.weights) }) };
    },
    onTrainEnd() {
      best.weights?.restore();
      best.weights?.dispose();
      delete best.weights;
    },
  };
}
