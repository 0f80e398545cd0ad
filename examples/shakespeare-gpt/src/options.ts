import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** The command line's options with their defaults; `--batch-size` is `batchSize`. */
const defaults = {
  /** The text; downloaded where empty. */
  source: process.env.TENON_SHAKESPEARE ?? '',
  epochs: 12,
  stepsPerEpoch: 250,
  batchSize: 16,
  /** How many characters it sees at once. */
  context: 64,
  layers: 4,
  heads: 4,
  units: 128,
  dropout: 0,
  learningRate: 0.002,
  /** True goes on with the training that is in `output`. */
  resume: false,
  /** A folder with a saved model, which then writes without any training. */
  model: '',
  /** Characters to write when it has learned. */
  write: 600,
  /** What it writes on from. */
  prompt: '\n',
  /** Below 1 keeps to what is likely, above 1 dares more; 0 always takes the likeliest character. */
  temperature: 0.8,
  /** Only so many of the likeliest characters may come next; 0: all. */
  topK: 0,
  /** Weights, order, and what is written. */
  seed: 1,
  backend: process.env.BACKEND ?? 'wasm',
  threads: availableParallelism(),
  output: 'output',
};

export type Options = typeof defaults;

/** What a number must be, where it is not a whole one of at least 1. */
const ranges: Partial<Record<keyof Options, [holds: (value: number) => boolean, words: string]>> = {
  dropout: [(value) => value >= 0 && value < 1, 'a number in [0, 1)'],
  learningRate: [(value) => value > 0 && value < Number.POSITIVE_INFINITY, 'a positive number'],
  temperature: [(value) => value >= 0 && value < Number.POSITIVE_INFINITY, 'a number of at least 0'],
  ...Object.fromEntries(
    ['write', 'topK', 'seed'].map((name) => [
      name,
      [(value: number) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0'],
    ]),
  ),
};

const flag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Ends the program with one sentence and the usage. */
export function fail(sentence: string): never {
  const options = Object.entries(defaults).map(([name, value]) =>
    typeof value === 'boolean' ? `[--${flag(name)}]` : `[--${flag(name)} ${String(value).trim() === '' ? '…' : value}]`,
  );
  console.error(`${sentence.replace(/\.$/, '')}.\nUsage: npm start -- ${options.join(' ')}`);
  process.exit(2);
}

/** The options given, checked; ends the program with one sentence where they are wrong. */
export function options(args?: string[]): Options {
  try {
    const names = Object.keys(defaults) as (keyof Options)[];
    const { values } = parseArgs({
      ...(args && { args }),
      options: Object.fromEntries(
        names.map((name) => [
          flag(name),
          { type: typeof defaults[name] === 'boolean' ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    });
    const given = names.map((name) => {
      const value = values[flag(name)];
      if (value === undefined || typeof defaults[name] !== 'number') return [name, value ?? defaults[name]];
      const number = value === '' ? Number.NaN : Number(value);
      const [holds, words] = ranges[name] ?? [
        (n: number) => Number.isInteger(n) && n >= 1,
        'a whole number of at least 1',
      ];
      if (!holds(number)) throw new RangeError(`--${flag(name)} must be ${words}, got ${value}`);
      return [name, number];
    });
    const all = Object.fromEntries(given) as Options;
    if (all.prompt === '') throw new RangeError('--prompt must hold a character at least, got none');
    if (all.units % all.heads !== 0)
      throw new RangeError(`--units must be a multiple of --heads, got ${all.units} and ${all.heads}`);
    return { ...all, output: path.resolve(all.output) };
  } catch (error) {
    fail((error as Error).message);
  }
}
