import type { DataArray } from '@tenonjs/contracts';
import { type ByteSource, called, readLines } from '../sources/open.js';

export interface WordVectorsOptions {
  /** Only these are kept, such as a tokenizer's vocabulary: the file may be far larger than memory. Default: all. */
  readonly words?: Iterable<string>;
}

/** Words and their vectors. */
export interface WordVectors {
  readonly words: readonly string[];
  /** `[words, features]` */
  readonly vectors: DataArray<Float32Array>;
  /**
   * A table for an embedding: row `i` is the vector of `vocabulary[i]`; zeros where the file lacks it.
   *
   * @returns `[vocabulary, features]`
   */
  table(vocabulary: readonly string[]): DataArray<Float32Array>;
}

/**
 * Reads word vectors in the text form of GloVe and word2vec: a word a line, then its numbers.
 *
 * @param source - A path (Node), an address, a Blob or File, bytes, or a stream; unpacked on the way where gzip packed it.
 * @throws {RangeError} If a line has more or fewer numbers than the first, a value that is none, or there is no vector.
 * @example
 * const glove = await wordVectors(new Blob(['the 0.5 1\ncat -1 0.25\n']), { words: ['cat', 'dog'] });
 * glove.words; // ['cat']
 * glove.table(['dog', 'cat']).data; // [0, 0, -1, 0.25]
 * @see Pennington, Socher & Manning 2014, https://nlp.stanford.edu/projects/glove/
 */
export async function wordVectors(source: ByteSource, options: WordVectorsOptions = {}): Promise<WordVectors> {
  const wanted = options.words && new Set(options.words);
  const rows = new Map<string, Float32Array>();
  let features: number | undefined;
  let number = 0;
  for await (const line of readLines('wordVectors', source)) {
    number++;
    const [word, ...values] = line.trimEnd().split(' ');
    // word2vec's first line holds how many there are.
    if (number === 1 && values.length === 1 && /^\d+$/.test(word!)) continue;
    if (word === undefined || (word === '' && values.length === 0)) continue;
    features ??= values.length;
    // Words of GloVe's largest file hold spaces: the numbers are the last ones.
    const name = [word, ...values.slice(0, Math.max(0, values.length - features))].join(' ');
    if (values.length < features || (values.length > features && !Number.isNaN(Number(values[0])))) {
      throw new RangeError(
        `wordVectors: ${called(source)} must have ${features} numbers in each line, got ${values.length} in line ${number}.`,
      );
    }
    if (wanted && !wanted.has(name)) continue;
    const vector = Float32Array.from(values.slice(-features), Number);
    const bad = vector.findIndex(Number.isNaN);
    if (bad >= 0) {
      throw new RangeError(
        `wordVectors: ${called(source)} must hold numbers in line ${number}, got "${values.slice(-features)[bad]}".`,
      );
    }
    if (!rows.has(name)) rows.set(name, vector);
  }
  if (!features) throw new RangeError(`wordVectors: ${called(source)} must hold vectors, got none.`);
  const width = features;
  const table = (vocabulary: readonly string[]): DataArray<Float32Array> => {
    const data = new Float32Array(vocabulary.length * width);
    vocabulary.forEach((word, i) => {
      const vector = rows.get(word);
      if (vector) data.set(vector, i * width);
    });
    return { data, shape: [vocabulary.length, width] };
  };
  const words = [...rows.keys()];
  return { words, vectors: table(words), table };
}
