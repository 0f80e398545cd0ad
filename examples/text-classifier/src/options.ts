import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** The command line's options with their defaults; `--batch-size` is `batchSize`. */
const defaults = {
  /** The folder with train.tsv, dev.tsv and test.tsv. */
  source: process.env.TENON_SST2 ?? '',
  epochs: 6,
  batchSize: 32,
  units: 64,
  heads: 4,
  layers: 1,
  /** Of the words' vectors, and before the last layer; blocks have less. */
  dropout: 0.5,
  /** The share of words that training takes for unknown. */
  wordDropout: 0.25,
  learningRate: 0.002,
  /** Words seen less often in training are unknown. */
  minCount: 1,
  /** A file of GloVe's or word2vec's vectors to begin with; `units` are then theirs. */
  vectors: '',
  /** True goes on with the training that is in `output`. */
  resume: false,
  /** A folder with a saved model, which then judges `sentence`. */
  model: '',
  sentence: '',
  /** Weights, order and dropout. */
  seed: 1,
  backend: process.env.BACKEND ?? 'wasm',
  threads: availableParallelism(),
  output: 'output',
};

export type Options = typeof defaults;

/** What a number must be, where it is not a whole one of at least 1. */
const ranges: Partial<Record<keyof Options, [holds: (value: number) => boolean, words: string]>> = {
  dropout: [(value) => value >= 0 && value < 1, 'a number in [0, 1)'],
  wordDropout: [(value) => value >= 0 && value < 1, 'a number in [0, 1)'],
  learningRate: [(value) => value > 0 && value < Number.POSITIVE_INFINITY, 'a positive number'],
  seed: [(value) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0'],
};

const flag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Ends the program with one sentence and the usage. */
export function fail(sentence: string): never {
  const options = Object.entries(defaults).map(([name, value]) =>
    typeof value === 'boolean' ? `[--${flag(name)}]` : `[--${flag(name)} ${value === '' ? '…' : value}]`,
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
    if ((all.model === '') !== (all.sentence === ''))
      throw new RangeError('--model and --sentence go together, got one alone');
    if (all.units % all.heads !== 0)
      throw new RangeError(`--units must be a multiple of --heads, got ${all.units} and ${all.heads}`);
    return { ...all, output: path.resolve(all.output) };
  } catch (error) {
    fail((error as Error).message);
  }
}
