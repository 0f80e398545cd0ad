export interface WordSequencesOptions {
  /** Words less frequent than this many others are unknown. Default: none. */
  readonly numWords?: number;
  /** So many of the most frequent words are unknown. Default 0. */
  readonly skipTop?: number;
  /** Longer samples are left out. Default: none. */
  readonly maxLength?: number;
  /** Marks where a sample begins. Default 1. */
  readonly startChar?: number;
  /** Stands for unknown words. Default 2. */
  readonly oovChar?: number;
  /** The most frequent word has this number plus one. Default 3. */
  readonly indexFrom?: number;
}

/** Samples as lists of words' numbers. */
export interface WordSequences {
  readonly x: Int32Array[];
  readonly y: Uint8Array;
}

/** Numbers words as Keras does: 0 pads, then the marks, then words by how frequent they are. */
export function wordSequences(
  sequences: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  options: WordSequencesOptions,
): WordSequences {
  const { numWords = Number.POSITIVE_INFINITY, skipTop = 0, maxLength = Number.POSITIVE_INFINITY } = options;
  const { startChar = 1, oovChar = 2, indexFrom = 3 } = options;
  const x: Int32Array[] = [];
  const y: number[] = [];
  sequences.forEach((words, i) => {
    if (words.length + 1 > maxLength) return;
    const numbers = [startChar, ...words.map((word) => word + indexFrom)];
    x.push(Int32Array.from(numbers, (word) => (word >= skipTop && word < numWords ? word : oovChar)));
    y.push(labels[i]!);
  });
  return { x, y: Uint8Array.from(y) };
}
