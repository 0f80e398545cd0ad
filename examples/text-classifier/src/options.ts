import { availableParallelism } from 'node:os';
import { commandLine, fraction, positive, wholeFrom0 } from '@tenonjs/example-command-line';

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

const line = commandLine(defaults, {
  ranges: { dropout: fraction, wordDropout: fraction, learningRate: positive, seed: wholeFrom0 },
  check: ({ heads, model, sentence, units }) => {
    if ((model === '') !== (sentence === '')) throw new RangeError('--model and --sentence go together, got one alone');
    if (units % heads !== 0) throw new RangeError(`--units must be a multiple of --heads, got ${units} and ${heads}`);
  },
});

export const options: (args?: string[]) => Options = line.options;
export const fail: (sentence: string) => never = line.fail;
