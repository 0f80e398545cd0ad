import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** The command line's options with their defaults; `--batch-size` is `batchSize`. */
const defaults = {
  /** The archive or the folder of the recordings; downloaded where empty. */
  source: process.env.TENON_SPOKEN_DIGITS ?? '',
  epochs: 15,
  batchSize: 32,
  /** Train on the first so many recordings. */
  limit: 2700,
  seed: 1,
  backend: process.env.BACKEND ?? 'wasm',
  threads: availableParallelism(),
  output: 'output',
};

const flag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Ends the program with one sentence and the usage. */
export function fail(sentence: string): never {
  const options = Object.entries(defaults).map(([name, value]) => `[--${flag(name)} ${value === '' ? '…' : value}]`);
  console.error(`${sentence}.\nUsage: npm start -- ${options.join(' ')}`);
  process.exit(2);
}

/** The options given, checked; ends the program with one sentence where they are wrong. */
export function options(): typeof defaults {
  try {
    const names = Object.keys(defaults) as (keyof typeof defaults)[];
    const { values } = parseArgs({
      options: Object.fromEntries(names.map((name) => [flag(name), { type: 'string' as const }])),
    });
    const given = names.map((name) => {
      const value = values[flag(name)] as string | undefined;
      if (value === undefined || typeof defaults[name] === 'string') return [name, value ?? defaults[name]];
      const number = Number(value);
      const least = name === 'seed' ? 0 : 1;
      if (!Number.isInteger(number) || number < least)
        throw new RangeError(`--${flag(name)} must be a whole number of at least ${least}, got ${value}`);
      return [name, number];
    });
    const all = Object.fromEntries(given) as typeof defaults;
    return { ...all, output: path.resolve(all.output) };
  } catch (error) {
    fail((error as Error).message);
  }
}
