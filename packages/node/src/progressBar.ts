import type { Callback, Logs } from '@tenonjs/contracts';

export interface ProgressBarOptions {
  /** Where it is drawn. Default `process.stdout`. */
  readonly stream?: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  /** The least time between two updates, in milliseconds. Default 200. */
  readonly interval?: number;
}

/** The bar's width, in characters. */
const width = 20;

/**
 * Shows training as it goes: on a terminal a bar with the batch, the time left, loss and metrics; elsewhere, and with
 * `verbose: 2`, a line at the end of each epoch; with `verbose: 0` nothing.
 *
 *     Epoch 1/10
 *     844/1688 ━━━━━━━━━━────────── 6s left - loss: 0.2801 - accuracy: 0.9123
 *
 * It reads values from the device only when it draws, so that it does not slow training down.
 *
 * @example
 * // await model.fit(x, y, { callbacks: [progressBar()] });
 * const bar = progressBar({ stream: { write: (text) => console.log(text) } });
 * bar.onTrainBegin({ epochs: 1, initialEpoch: 0, steps: 1, batchSize: 32, verbose: 1, metrics: ['loss'] });
 * bar.onEpochBegin(0);
 * bar.onEpochEnd(0, { loss: 0.5 });
 * @see Keras's `Progbar`.
 */
export function progressBar(options: ProgressBarOptions = {}): Callback {
  const { stream = process.stdout, interval = 200 } = options;
  let mode: 'bar' | 'line' | 'silent' = 'silent';
  let epochs = 0;
  let steps: number | null = null;
  let done = 0;
  let began = 0;
  let drawn = 0;
  let open = false;

  function draw(logs: Logs): void {
    const elapsed = performance.now() - began;
    const count = steps === null ? `${done}` : `${done}/${steps} ${bar(done / steps)}`;
    const pace = steps === null ? `${time(elapsed / done)}/step` : `${time((elapsed / done) * (steps - done))} left`;
    // A line that wraps could not be drawn over: what does not fit whole is left out.
    const room = (stream.columns || 80) - 1;
    let text = (done === 0 ? count : `${count} ${pace}`).slice(0, room);
    for (const value of values(logs)) if (text.length + value.length + 3 <= room) text += ` - ${value}`;
    stream.write(`\r${text}\x1b[K`);
    open = true;
  }

  /** Clears the line that is being drawn on. */
  function clear(): void {
    if (open) stream.write('\r\x1b[K');
    open = false;
  }

  return {
    showsProgress: true,
    onTrainBegin(params) {
      mode = params.verbose === 0 ? 'silent' : params.verbose === 1 && stream.isTTY ? 'bar' : 'line';
      epochs = params.epochs;
      steps = params.steps;
    },
    onEpochBegin(epoch) {
      done = 0;
      began = drawn = performance.now();
      if (mode !== 'bar') return;
      stream.write(`Epoch ${epoch + 1}/${epochs}\n`);
      draw({});
    },
    async onBatchEnd(batch, logs) {
      done = batch + 1;
      if (mode !== 'bar' || performance.now() - drawn < interval) return;
      draw(await logs());
      drawn = performance.now();
    },
    onEpochEnd(epoch, logs) {
      if (mode === 'silent') return;
      // Data that does not tell its length has told it by now.
      steps ??= done;
      const elapsed = performance.now() - began;
      const pace = `${time(elapsed)}${done > 0 ? ` ${time(elapsed / done)}/step` : ''}`;
      clear();
      const start = mode === 'bar' ? `${done}/${steps} ${bar(1)}` : `Epoch ${epoch + 1}/${epochs} -`;
      stream.write(`${[`${start} ${pace}`, ...values(logs)].join(' - ')}\n`);
    },
    onTrainEnd() {
      // Training that was stopped within an epoch leaves its line behind.
      if (open) stream.write('\n');
      open = false;
    },
  };
}

const bar = (part: number): string => {
  const full = Math.min(width, Math.round(part * width));
  return '━'.repeat(full) + '─'.repeat(width - full);
};

const values = (logs: Logs): string[] =>
  Object.entries(logs).map(([name, value]) => {
    const small = value !== 0 && Math.abs(value) < 1e-3;
    return `${name}: ${small ? value.toExponential(4) : value.toFixed(4)}`;
  });

/** A duration in the unit that suits it: `340µs`, `7ms`, `12s`, `3:05`, `1:02:00`. */
function time(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)}µs`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
