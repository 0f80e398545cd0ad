import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { type ByteSource, readLines } from './open.js';

/**
 * Sentences and their translations from files that go together line by line, as Multi30k's and those of WMT do.
 *
 * @param files - By language: a path (Node), an address, a Blob or File, or bytes.
 * @returns Sentences by language.
 * @throws {RangeError} While reading, if one file ends before the other; or if there are not two files at least.
 * @example
 * const files = { en: new Blob(['a dog\na cat\n']), fr: new Blob(['un chien\nun chat\n']) };
 * await translationPairs(files).toArray(); // [{ en: 'a dog', fr: 'un chien' }, { en: 'a cat', fr: 'un chat' }]
 * @see Elliott, Frank, Sima'an & Specia 2016, https://arxiv.org/abs/1605.00459
 */
export function translationPairs<F extends Readonly<Record<string, ByteSource>>>(
  files: F,
): Pipeline<{ readonly [K in keyof F]: string }> {
  const languages = Object.keys(files);
  if (languages.length < 2)
    throw new RangeError(`translationPairs: files must be of two languages at least, got ${languages.length}.`);
  return pipeline(async function* () {
    const readers = languages.map((language) => readLines('translationPairs', files[language]!));
    try {
      for (let line = 1; ; line++) {
        const next = await Promise.all(readers.map((reader) => reader.next()));
        const ended = next.findIndex(({ done }) => done);
        if (next.every(({ done }) => done)) return;
        if (ended >= 0) {
          throw new RangeError(
            `translationPairs: files must have as many lines each, got ${line - 1} in ${languages[ended]} and more in others.`,
          );
        }
        yield Object.fromEntries(next.map(({ value }, i) => [languages[i]!, value])) as { [K in keyof F]: string };
      }
    } finally {
      await Promise.all(readers.map((reader) => reader.return(undefined)));
    }
  });
}
