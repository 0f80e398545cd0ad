import type { Callback, TrainingModel } from '@tenonjs/contracts';
import { type Snapshot, snapshot } from './snapshot.js';

/**
 * Stops training when the loss is NaN or infinite, says at which batch, and puts the weights back to the last that gave a
 * finite loss, so that what was trained is kept. (Keras keeps the broken ones.)
 *
 * It reads the loss after every batch, which costs nothing on wasm and makes a GPU wait.
 *
 * @returns A callback for `fit`; `batch` and `epoch` tell where afterwards, null where all went well.
 * @see https://keras.io/api/callbacks/terminate_on_nan/
 * @example
 * const callback = terminateOnNaN();
 * callback.batch; // null
 */
export function terminateOnNaN(): Callback & { readonly epoch: number | null; readonly batch: number | null } {
  let model: TrainingModel;
  let before: Snapshot | undefined;
  let good: Snapshot | undefined;
  let epoch = 0;
  let found: { epoch: number; batch: number } | undefined;
  return {
    get epoch() {
      return found?.epoch ?? null;
    },
    get batch() {
      return found?.batch ?? null;
    },
    setModel(trained) {
      model = trained;
    },
    onTrainBegin() {
      found = undefined;
    },
    onEpochBegin(begun) {
      epoch = begun;
    },
    onBatchBegin() {
      before = snapshot(model.weights);
    },
    async onBatchEnd(batch, logs) {
      const { loss } = await logs();
      if (Number.isFinite(loss)) {
        good?.dispose();
        good = before;
      } else {
        // The loss is that of the weights before the step: they are at fault where there were no better ones.
        (good ?? before)?.restore();
        before?.dispose();
        found = { epoch, batch };
        model.stopTraining = true;
        console.warn(
          `terminateOnNaN: the loss is ${loss} at batch ${batch} of epoch ${epoch + 1}; training ends, with the weights of the last finite loss.`,
        );
      }
      before = undefined;
    },
    onTrainEnd() {
      good?.dispose();
      good = undefined;
    },
  };
}
