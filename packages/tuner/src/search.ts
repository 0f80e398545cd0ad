import type { Callback, Storage, TrainingModel } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import type { Params, Space } from './space.js';
import { tpe } from './tpe.js';
import { type Algorithm, type Stopping, type Trial, worth } from './trial.js';

/** What an objective knows of its trial. */
export interface Running<P = Params> {
  readonly number: number;
  readonly params: P;
  /** Tells how it goes, once an epoch, the less the better; true where the trial is too weak to go on. */
  report(value: number): Promise<boolean>;
  /** A callback for `fit` that reports a log after each epoch, and stops training where it is to stop. Default `'val_loss'`. */
  reporting(monitor?: string): Callback;
}

export type Objective = (params: any, trial: Running) => number | Promise<number>;

export interface SearchOptions {
  /** Trials in all, those of earlier runs among them. Default 20. */
  readonly trials?: number;
  /** `randomSearch()`, `gridSearch()` or, by default, `tpe()`. */
  readonly algorithm?: Algorithm;
  /** Stops weak trials by their reports: `asha()`. Default: none is stopped. */
  readonly stopping?: Stopping;
  /** Trials at once; more than one pays with `inWorkers`. Default 1. */
  readonly concurrency?: number;
  /** Where each trial is written down as it ends; a search that finds trials there goes on after them. */
  readonly storage?: Storage;
  /** Told of each trial as it ends. */
  readonly onTrial?: (trial: Trial) => void;
}

export interface Found {
  /** In order. */
  readonly trials: readonly Trial[];
  /** The done trial of the least value. */
  readonly best: Trial;
}

const FILE = 'trials.json';

/**
 * Searches the hyperparameters for which an objective is least.
 *
 * A trial whose objective throws has failed, and the search goes on; one that was running when the program was killed is
 * run again with the same hyperparameters.
 *
 * @param objective - Trains with the hyperparameters and gives what is to be least, such as the validation loss.
 * @param space - Hyperparameters by name: `{ rate: logUniform(1e-4, 1e-1), units: int(8, 64) }`.
 * @throws {RangeError} If an option is out of range, or the trials stored are of another space.
 * @throws {Error} If no trial was done, with the first error.
 * @example
 * const { best } = await search(({ x }) => (x - 1) ** 2, { x: uniform(-3, 3) }, { trials: 40 });
 * Math.abs(best.params.x - 1) < 0.3; // true
 */
export async function search(objective: Objective, space: Space, options: SearchOptions = {}): Promise<Found> {
  const { trials: count = 20, algorithm = tpe(), stopping, concurrency = 1, storage, onTrial } = options;
  positiveInteger('search', { trials: count, concurrency });
  const trials = storage ? await stored(storage, space) : [];
  const pending = trials.filter(({ state }) => state === 'running').map(({ number }) => number);
  let exhausted = false;
  let writing = Promise.resolve();
  // One write after the other, each of all that is known by then.
  const write = (): Promise<void> => {
    writing = writing.then(() =>
      storage?.write({
        [FILE]: new TextEncoder().encode(`${JSON.stringify({ space: keys(space), trials }, null, 1)}\n`),
      }),
    );
    return writing;
  };

  async function run(number: number): Promise<void> {
    const set = (more: Partial<Trial>): Trial => (trials[number] = { ...trials[number]!, ...more });
    set({ reports: [], state: 'running' });
    let stopped = false;
    const report = async (value: number): Promise<boolean> => {
      const trial = set({ reports: [...trials[number]!.reports, value] });
      stopped ||= stopping?.(trial, trials) ?? false;
      return stopped;
    };
    try {
      const value = await objective(trials[number]!.params, {
        number,
        params: trials[number]!.params,
        report,
        reporting: (monitor) => reporting(report, monitor),
      });
      if (typeof value !== 'number')
        throw new TypeError(`search: the objective must give a number, got ${typeof value}.`);
      set({
        value: Number.isFinite(value) ? value : null,
        state: stopped ? 'stopped' : Number.isNaN(value) ? 'failed' : 'done',
      });
    } catch (error) {
      set({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
    await write();
    onTrial?.(trials[number]!);
  }

  async function lane(): Promise<void> {
    for (;;) {
      let number = pending.shift();
      if (number === undefined) {
        if (exhausted || trials.length >= count) return;
        const params = algorithm(space, trials, trials.length);
        if (!params) {
          exhausted = true;
          return;
        }
        number = trials.length;
        trials.push({ number, params, value: null, reports: [], state: 'running' });
        await write();
      }
      await run(number);
    }
  }

  await Promise.all(Array.from({ length: concurrency }, lane));
  const [best] = trials
    .filter(({ state, value }) => state === 'done' && value !== null)
    .sort((a, b) => worth(a)! - worth(b)!);
  if (!best) {
    const failed = trials.find(({ error }) => error !== undefined);
    throw new Error(`search: a trial must end, but none of ${trials.length} did${failed ? `: ${failed.error}` : '.'}`);
  }
  return { trials, best };
}

const keys = (space: Space): string[] =>
  Object.entries(space).flatMap(([name, entry]) =>
    'at' in entry ? [name] : Object.values(entry.cases).flatMap((part) => keys(part)),
  );

async function stored(storage: Storage, space: Space): Promise<Trial[]> {
  if (storage.has && !(await storage.has(FILE))) return [];
  const saved = JSON.parse(new TextDecoder().decode(await storage.read(FILE))) as { space: string[]; trials: Trial[] };
  const [was, is] = [saved.space, keys(space)].map((names) => names.join(', '));
  if (was !== is) throw new RangeError(`search: the trials stored must be of ${is}, got ${was}.`);
  return saved.trials;
}

function reporting(report: (value: number) => Promise<boolean>, monitor = 'val_loss'): Callback {
  let model: TrainingModel;
  return {
    setModel(trained) {
      model = trained;
    },
    async onEpochEnd(_, logs) {
      const value = logs[monitor];
      if (value === undefined)
        throw new Error(`search: there is no "${monitor}" to report, only ${Object.keys(logs).join(', ')}.`);
      if (await report(value)) model.stopTraining = true;
    },
  };
}
