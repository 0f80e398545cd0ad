import type { Callback, Logs, TrainParams } from '@tenonjs/contracts';

/** What `fit` gives back: each epoch's loss and metrics, and those of the validation. */
export interface History extends Callback {
  /** The epochs trained, counted from 0. */
  readonly epoch: readonly number[];
  /** By name, a value an epoch: `loss`, `accuracy`, `val_loss`, `val_accuracy`. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly params: TrainParams | undefined;
}

/**
 * Records the logs of each epoch. `fit` makes and returns one itself.
 *
 * @see https://keras.io/api/callbacks/history/
 * @example
 * const record = history();
 * record.onEpochEnd(0, { loss: 0.5 });
 * record.history.loss; // [0.5]
 */
export function history(): History {
  const epoch: number[] = [];
  const values: Record<string, number[]> = {};
  let params: TrainParams | undefined;
  return {
    epoch,
    history: values,
    get params() {
      return params;
    },
    onTrainBegin(given: TrainParams): void {
      params = given;
    },
    onEpochEnd(number: number, logs: Logs): void {
      epoch.push(number);
      for (const [name, value] of Object.entries(logs)) {
        values[name] ??= [];
        values[name].push(value);
      }
    },
    getState: () => ({ epoch, history: values }),
    setState(state): void {
      const saved = state as Pick<History, 'epoch' | 'history'>;
      epoch.splice(0, epoch.length, ...saved.epoch);
      for (const [name, list] of Object.entries(saved.history)) values[name] = [...list];
    },
  };
}
