import type { DataArray } from '@tenonjs/contracts';
import { gatherRow, sameSamples } from '../transforms/samples.js';

/** What a pipeline reads: something to iterate or a web stream, or a function that begins it anew each time. */
export type PipelineSource<T> =
  | Iterable<T>
  | AsyncIterable<T>
  | ReadableStream<T>
  | (() => Iterable<T> | AsyncIterable<T> | ReadableStream<T> | Promise<Iterable<T> | AsyncIterable<T>>);

/** One sample of several arrays: the same names, without the samples' axis. */
export type Row<D extends Readonly<Record<string, DataArray>>> = { readonly [K in keyof D]: DataArray<D[K]['data']> };

/** A function that begins the source, and complains where it would begin what is already read. */
export function begin(
  source: PipelineSource<unknown> | Readonly<Record<string, DataArray>>,
): () => AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof source === 'function') {
    return () => {
      const given = source();
      return given instanceof Promise ? later(given) : iterable(given);
    };
  }
  if (isIterable(source) || isStream(source)) {
    const given = iterable(source);
    // A generator's object and a stream go on where they stopped; what can be begun anew makes new iterators.
    if (isStream(source) || iteratorOf(given) === given) return once(given);
    return () => given;
  }
  const arrays = source as Readonly<Record<string, DataArray>> | undefined;
  if (typeof arrays !== 'object' || arrays === null || !Object.values(arrays).every(isDataArray)) {
    throw new TypeError(
      `pipeline: source must be arrays such as { x, y }, something to iterate, a web stream or a function that gives one, got ${arrays === null ? 'null' : typeof arrays}.`,
    );
  }
  const samples = sameSamples('pipeline', arrays);
  const entries = Object.entries(arrays);
  return function* () {
    for (let i = 0; i < samples; i++)
      yield Object.fromEntries(entries.map(([name, array]) => [name, gatherRow(array, i)]));
  };
}

const isIterable = (value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);

const isStream = (value: unknown): value is ReadableStream<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as ReadableStream).getReader === 'function';

const isDataArray = (value: unknown): value is DataArray =>
  ArrayBuffer.isView((value as DataArray | undefined)?.data) && Array.isArray((value as DataArray).shape);

const iteratorOf = (source: Iterable<unknown> | AsyncIterable<unknown>): unknown =>
  // Asking an async generator for its iterator begins nothing.
  Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();

function once(source: Iterable<unknown> | AsyncIterable<unknown>): () => AsyncIterable<unknown> | Iterable<unknown> {
  let begun = false;
  return () => {
    if (begun)
      throw new Error(
        'pipeline: a source that is read more than once must be a function that begins it, got a generator or stream that was already read.',
      );
    begun = true;
    return source;
  };
}

async function* later(source: Promise<unknown>): AsyncGenerator<unknown> {
  yield* iterable(await source);
}

function iterable(source: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  if (isStream(source)) return readStream(source);
  if (isIterable(source)) return source;
  throw new TypeError(`pipeline: the function must give something to iterate or a web stream, got ${typeof source}.`);
}

/** A stream's chunks; browsers differ in whether their streams can be iterated. */
export async function* readStream<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}
