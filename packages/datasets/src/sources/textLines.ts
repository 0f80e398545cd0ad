import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { type ByteSource, readLines } from './open.js';

/**
 * The lines of a text file, however long it is, without their endings.
 *
 * @param source - A path (Node), an address, a Blob or File, bytes, or a function that gives a stream.
 * @example
 * await textLines(new Blob(['to be\nor not\n'])).toArray(); // ['to be', 'or not']
 */
export function textLines(source: ByteSource | (() => ByteSource)): Pipeline<string> {
  return pipeline(() => readLines('textLines', typeof source === 'function' ? source() : source));
}
