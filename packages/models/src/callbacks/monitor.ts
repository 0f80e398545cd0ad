import type { Logs } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';

export interface MonitorOptions {
  /** The log to watch; `'val_loss'`. */
  readonly monitor?: string;
  /** Whether less is better; `'auto'` takes it from the name: more is better for accuracy, auc, precision, recall, f-scores, IoU. */
  readonly mode?: 'auto' | 'min' | 'max';
}

/** Reads the watched log and compares: what `earlyStopping` and `modelCheckpoint` share. */
export function monitor(
  who: string,
  { monitor: name = 'val_loss', mode = 'auto' }: MonitorOptions,
): {
  name: string;
  worst: number;
  /** Throws where the log is missing. */
  read(logs: Logs): number;
  better(value: number, than: number, by?: number): boolean;
} {
  oneOf(who, { mode }, ['auto', 'min', 'max']);
  const more = mode === 'max' || (mode === 'auto' && /acc|auc|precision|recall|f1|fbeta|iou|r2/i.test(name));
  return {
    name,
    worst: more ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    read(logs) {
      const value = logs[name];
      if (value !== undefined) return value;
      const hint = name.startsWith('val_') ? ' Is there validation data?' : '';
      throw new Error(
        `${who}: there is no "${name}" to monitor, only ${Object.keys(logs)
          .map((key) => `"${key}"`)
          .join(', ')}.${hint}`,
      );
    },
    better: (value, than, by = 0) => (more ? value - by > than : value + by < than),
  };
}
