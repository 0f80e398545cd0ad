import type { DataArray } from '@tenonjs/contracts';
import { type DownloadOptions, fetchFile } from './fetchFile.js';
import { parseNpz } from './npz.js';
import { readBytes } from './open.js';
import { type WordSequences, type WordSequencesOptions, wordSequences } from './wordSequences.js';

export interface ImdbOptions extends DownloadOptions, WordSequencesOptions {
  /** The URL or, in Node, the path of `imdb.npz`. Default: its home. */
  readonly source?: string;
}

const home = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb.npz';
const hash = '69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f';

/**
 * IMDB: 50,000 film reviews as numbers of words, to tell good, 1, from bad, 0. Bring them to one length with `padSequences`,
 * and shuffle them.
 *
 * @throws {Error} If the file cannot be read or downloaded, or has another SHA-256.
 * @throws {RangeError} If a local file is cut short or another one.
 * @example
 * await imdb({ source: 'absent.npz' }); // throws imdb: the file must be readable, got no such file at absent.npz.
 * @see Maas et al. 2011, https://aclanthology.org/P11-1015. As `keras.datasets.imdb.load_data()`, not shuffled.
 */
export async function imdb(options: ImdbOptions = {}): Promise<{ train: WordSequences; test: WordSequences }> {
  const { source = home } = options;
  const bytes = /^https?:/.test(source)
    ? await fetchFile('imdb', source, hash, options)
    : await readBytes('imdb', source);
  const arrays = await parseNpz('imdb', bytes, source);
  const part = (name: string): WordSequences => {
    const [x, y] = [arrays[`x_${name}`], arrays[`y_${name}`] as DataArray | undefined];
    if (!Array.isArray(x) || y?.data?.length !== x.length)
      throw new RangeError(`imdb: ${source} must hold x_${name} and y_${name}, got ${Object.keys(arrays).join(', ')}.`);
    return wordSequences(x, y.data, options);
  };
  return { train: part('train'), test: part('test') };
}
