import { availableParallelism } from 'node:os';
import { commandLine, wholeFrom0 } from '@tenonjs/example-command-line';

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
type Options = typeof defaults;

const line = commandLine(defaults, { ranges: { seed: wholeFrom0 } });

export const options: (args?: string[]) => Options = line.options;
export const fail: (sentence: string) => never = line.fail;
