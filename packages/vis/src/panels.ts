/** What `fit` returns, or its record of values alone. */
export type TrainingHistory =
  | Readonly<Record<string, readonly number[]>>
  | { readonly history: Readonly<Record<string, readonly number[]>>; readonly epoch?: readonly number[] };

/** The values of one metric, against the epoch, counted from 1. */
export interface Curve {
  readonly validation: boolean;
  readonly points: readonly (readonly [epoch: number, value: number])[];
}

export interface Panel {
  /** The key in the history: `'accuracy'`. */
  readonly key: string;
  /** In words: `'Accuracy'`. */
  readonly title: string;
  readonly curves: readonly Curve[];
}

/**
 * Sorts a history into panels: each metric with its validation twin, the loss last.
 *
 * @param validationFreq - Where validation ran in some epochs only: every how many. Default: told from the counts.
 * @throws {RangeError} If there is no epoch, or the counts of values do not go together.
 */
export function panels(history: TrainingHistory, validationFreq?: number): Panel[] {
  const { values, epoch } = isWhole(history)
    ? { values: history.history, epoch: history.epoch }
    : { values: history, epoch: undefined };
  const keys = Object.keys(values);
  const trained = keys.find((key) => !key.startsWith('val_')) ?? keys[0];
  const count = epoch?.length ?? (trained === undefined ? 0 : values[trained]!.length);
  if (count === 0) throw new RangeError('learningCurves: history must hold at least one epoch, got none.');
  const epochs = epoch?.map((e) => e + 1) ?? Array.from({ length: count }, (_, i) => i + 1);

  const curve = (key: string): Curve => {
    const numbers = values[key]!;
    const every = validationFreq ?? Math.max(1, Math.floor(count / numbers.length));
    const validation = key.startsWith('val_');
    const at = validation && numbers.length !== count ? epochs.filter((e) => e % every === 0) : epochs;
    if (at.length !== numbers.length) {
      const hint = validation ? '; give validationFreq' : '';
      throw new RangeError(
        `learningCurves: ${key} must have a value for each of ${count} epochs, got ${numbers.length}${hint}.`,
      );
    }
    return { validation, points: at.map((e, i) => [e, numbers[i]!]) };
  };
  const names = [...new Set(keys.map((key) => key.replace(/^val_/, '')))];
  return names
    .sort((a, b) => Number(a === 'loss') - Number(b === 'loss'))
    .map((key) => ({ key, title: words(key), curves: [key, `val_${key}`].filter((k) => k in values).map(curve) }));
}

const isWhole = (
  history: TrainingHistory,
): history is Exclude<TrainingHistory, Readonly<Record<string, readonly number[]>>> =>
  typeof history.history === 'object' && !Array.isArray(history.history);

/** `sparseCategoricalAccuracy` and `sparse_categorical_accuracy` as `Sparse categorical accuracy`. */
function words(key: string): string {
  const spaced = key
    .replace(/_/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return spaced.length <= 3 ? spaced.toUpperCase() : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
