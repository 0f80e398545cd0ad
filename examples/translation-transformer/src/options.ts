import { availableParallelism } from 'node:os';
import { commandLine, fraction, type Range, wholeFrom0 } from '@tenonjs/example-command-line';

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

/** Infinity, too: a run that only epochs or Ctrl-C end. */
const unbounded: Range = [(value) => value > 0, 'a positive number'];

const line = commandLine(defaults, {
  ranges: {
    minutes: unbounded,
    scale: unbounded,
    dropout: fraction,
    labelSmoothing: fraction,
    average: fraction,
    seed: wholeFrom0,
  },
});

export const options: (args?: string[]) => Options = line.options;
export const fail: (sentence: string) => never = line.fail;
