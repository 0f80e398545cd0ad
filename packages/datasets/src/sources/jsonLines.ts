import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { type ByteSource, called, readLines } from './open.js';

/**
 * The values of a JSON Lines file, one a line, however long it is; empty lines are passed over.
 *
 * @param source - A path (Node), an address, a Blob or File, bytes, or a function that gives a stream.
 * @throws {RangeError} While reading, if a line is no JSON; it is named.
 * @example
 * const rows = await jsonLines(new Blob(['{"text":"good","label":1}\n{"text":"bad","label":0}\n'])).toArray();
 * rows[1].text; // 'bad'
 * @see https://jsonlines.org
 */
export function jsonLines<T = any>(source: ByteSource | (() => ByteSource)): Pipeline<T> {
  return pipeline(async function* () {
    const from = typeof source === 'function' ? source() : source;
    let number = 0;
    for await (const line of readLines('jsonLines', from)) {
      number++;
      if (line.trim() === '') continue;
      try {
        yield JSON.parse(line) as T;
      } catch (cause) {
        throw new RangeError(
          `jsonLines: ${called(from)} must hold JSON in line ${number}, got ${(cause as Error).message}.`,
          {
            cause,
          },
        );
      }
    }
  });
}
