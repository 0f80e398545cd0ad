import path from 'node:path';
import { parseArgs } from 'node:util';

/** Options by name; `--batch-size` is `batchSize`. A false one is a flag, a number is checked, a text may be empty. */
type Defaults = Record<string, string | number | boolean> & { output: string };

/** What a number must be, in code and in words. */
export type Range = readonly [holds: (value: number) => boolean, words: string];

export const fraction: Range = [(value) => value >= 0 && value < 1, 'a number in [0, 1)'];
export const positive: Range = [(value) => value > 0 && value < Number.POSITIVE_INFINITY, 'a positive number'];
export const nonNegative: Range = [(value) => value >= 0 && value < Number.POSITIVE_INFINITY, 'a number of at least 0'];
export const wholeFrom0: Range = [(value) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0'];
const wholeFrom1: Range = [(value) => Number.isInteger(value) && value >= 1, 'a whole number of at least 1'];

export interface Rules<T> {
  /** What numbers must be, where they are not whole ones of at least 1. */
  readonly ranges?: { readonly [name in keyof T]?: Range };
  /** Throws where options do not go together. */
  readonly check?: (all: T) => void;
}

export interface CommandLine<T> {
  /** The options given, checked, `output` a whole path; ends the program with one sentence where they are wrong. */
  options(args?: string[]): T;
  /** Ends the program with one sentence and the usage. */
  fail(sentence: string): never;
}

const flag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** An example's command line: its options are these defaults, the usage tells them in their order. */
export function commandLine<T extends Defaults>(defaults: T, { ranges = {}, check }: Rules<T> = {}): CommandLine<T> {
  const names = Object.keys(defaults);

  function fail(sentence: string): never {
    const usage = Object.entries(defaults).map(([name, value]) =>
      typeof value === 'boolean'
        ? `[--${flag(name)}]`
        : `[--${flag(name)} ${String(value).trim() === '' ? '…' : value}]`,
    );
    console.error(`${sentence.replace(/\.$/, '')}.\nUsage: npm start -- ${usage.join(' ')}`);
    process.exit(2);
  }

  function options(args?: string[]): T {
    try {
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
        const [holds, words] = ranges[name] ?? wholeFrom1;
        if (!holds(number)) throw new RangeError(`--${flag(name)} must be ${words}, got ${value}`);
        return [name, number];
      });
      const all = Object.fromEntries(given) as T;
      check?.(all);
      return { ...all, output: path.resolve(all.output) };
    } catch (error) {
      fail((error as Error).message);
    }
  }

  return { options, fail };
}
