import { availableParallelism } from 'node:os';
import { commandLine, fraction, nonNegative, positive, wholeFrom0 } from '@tenonjs/example-command-line';

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

const line = commandLine(defaults, {
  ranges: {
    dropout: fraction,
    learningRate: positive,
    temperature: nonNegative,
    write: wholeFrom0,
    topK: wholeFrom0,
    seed: wholeFrom0,
  },
  check: ({ heads, prompt, units }) => {
    if (prompt === '') throw new RangeError('--prompt must hold a character at least, got none');
    if (units % heads !== 0) throw new RangeError(`--units must be a multiple of --heads, got ${units} and ${heads}`);
  },
});

export const options: (args?: string[]) => Options = line.options;
export const fail: (sentence: string) => never = line.fail;
