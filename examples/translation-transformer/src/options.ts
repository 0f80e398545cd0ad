import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** The command line's options with their defaults; `--batch-size` is `batchSize`. */
const defaults = {
  /** The folder with Multi30k's files. */
  data: process.env.TENON_MULTI30K ?? '',
  from: 'en',
  to: 'fr',
  epochs: 100,
  /** Training ends after the batch in which they are over. */
  minutes: 15,
  /** Goes on from the checkpoint in the output folder. */
  resume: false,
  /** Trains nothing: the folder of a saved model to translate with. */
  evaluate: '',
  /** With `--evaluate`: a text of one's own instead of the test set. */
  text: '',
  /** Beginnings that beam search goes on with. */
  beam: 5,
  batchSize: 32,
  vocabulary: 4000,
  units: 128,
  blocks: 3,
  heads: 4,
  intermediate: 512,
  dropout: 0.1,
  labelSmoothing: 0.1,
  /** Steps in which the learning rate rises. */
  warmup: 400,
  /** Multiplies the learning rate. */
  scale: 0.5,
  /** How much of the running mean of the weights is kept each step: it translates better than the last weights. */
  average: 0.995,
  /** Train on the first so many pairs. */
  limit: 29_000,
  seed: 1,
  backend: process.env.BACKEND ?? 'wasm',
  threads: availableParallelism(),
  output: 'output',
};
type Options = typeof defaults;

/** Numbers that need not be whole, and what holds them. */
const ranges: Partial<Record<keyof Options, readonly [test: (value: number) => boolean, words: string]>> = {
  minutes: [(value) => value > 0, 'a positive number'],
  scale: [(value) => value > 0, 'a positive number'],
  dropout: [(value) => value >= 0 && value < 1, 'in [0, 1)'],
  labelSmoothing: [(value) => value >= 0 && value < 1, 'in [0, 1)'],
  average: [(value) => value >= 0 && value < 1, 'in [0, 1)'],
  seed: [(value) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0'],
};
const whole = [(value: number) => Number.isInteger(value) && value >= 1, 'a whole number of at least 1'] as const;

const flag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Ends the program with one sentence and the usage. */
export function fail(sentence: string): never {
  const options = Object.entries(defaults).map(([name, value]) =>
    value === false ? `[--${flag(name)}]` : `[--${flag(name)} ${value === '' ? '…' : value}]`,
  );
  console.error(`${sentence}.\nUsage: npm start -- ${options.join(' ')}`);
  process.exit(2);
}

/** The options given, checked; ends the program with one sentence where they are wrong. */
export function options(): Options {
  try {
    const names = Object.keys(defaults) as (keyof Options)[];
    const { values } = parseArgs({
      options: Object.fromEntries(
        names.map((name) => [
          flag(name),
          { type: defaults[name] === false ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    });
    const given = names.map((name) => {
      const value = values[flag(name)];
      if (value === undefined || typeof defaults[name] !== 'number') return [name, value ?? defaults[name]];
      const number = Number(value);
      const [holds, words] = ranges[name] ?? whole;
      if (!holds(number)) throw new RangeError(`--${flag(name)} must be ${words}, got ${value}`);
      return [name, number];
    });
    const all = Object.fromEntries(given) as Options;
    return { ...all, output: path.resolve(all.output) };
  } catch (error) {
    fail((error as Error).message);
  }
}
