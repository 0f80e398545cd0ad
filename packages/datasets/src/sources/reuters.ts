import type { DataArray } from '@tenonjs/contracts';
import { fraction, permutation } from '@tenonjs/internal';
import { type DownloadOptions, fetchFile } from './fetchFile.js';
import { parseNpz } from './npz.js';
import { readBytes } from './open.js';
import { type WordSequences, type WordSequencesOptions, wordSequences } from './wordSequences.js';

export interface ReutersOptions extends DownloadOptions, WordSequencesOptions {
  /** The URL or, in Node, the path of `reuters.npz`. Default: its home. */
  readonly source?: string;
  /** The test's part. Default 0.2. */
  readonly testSplit?: number;
  /** The same seed splits the same way. Default 113. */
  readonly seed?: number;
}

const home = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/reuters.npz';
const hash = 'd6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916';

/**
 * Reuters: 11,228 newswires of 46 topics as numbers of words, split at random.
 *
 * @throws {Error} If the file cannot be read or downloaded, or has another SHA-256.
 * @throws {RangeError} If a local file is cut short or another one.
 * @example
 * await reuters({ source: 'absent.npz' }); // throws reuters: the file must be readable, got no such file at absent.npz.
 * @see Lewis 1987, Reuters-21578. As `keras.datasets.reuters.load_data()`, split by our own generator.
 */
export async function reuters(options: ReutersOptions = {}): Promise<{ train: WordSequences; test: WordSequences }> {
  const { source = home, testSplit = 0.2, seed = 113 } = options;
  fraction('reuters', { testSplit });
  const bytes = /^https?:/.test(source)
    ? await fetchFile('reuters', source, hash, options)
    : await readBytes('reuters', source);
  const arrays = await parseNpz('reuters', bytes, source);
  const { x } = arrays;
  const y = arrays.y as DataArray | undefined;
  if (!Array.isArray(x) || y?.data?.length !== x.length)
    throw new RangeError(`reuters: ${source} must hold x and y, got ${Object.keys(arrays).join(', ')}.`);
  const order = Array.from(permutation(x.length, seed));
  const part = (samples: readonly number[]): WordSequences =>
    wordSequences(
      samples.map((i) => x[i]!),
      samples.map((i) => y.data[i]!),
      options,
    );
  const cut = Math.floor(x.length * (1 - testSplit));
  return { train: part(order.slice(0, cut)), test: part(order.slice(cut)) };
}
