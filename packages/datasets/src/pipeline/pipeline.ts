import type { DataArray } from '@tenonjs/contracts';
import { bits, positiveInteger, seedFrom } from '@tenonjs/internal';
import { type Batched, collate } from './collate.js';
import { begin, type PipelineSource, type Row } from './source.js';

export interface MapOptions {
  /** How many calls of an asynchronous function may be under way at once; the order stays. Default 1. */
  readonly parallel?: number;
}

export interface BatchOptions {
  /** True leaves out a last batch that is not full. Default false. */
  readonly dropRemainder?: boolean;
  /** The value that fills samples up, at the end of each axis, to the largest of their batch. Default: shapes must agree. */
  readonly padded?: number;
}

export interface ShuffleOptions {
  /** The same seed gives the same orders. Default 0. */
  readonly seed?: number;
  /** False gives the same order each time it is read. Default true. */
  readonly reshuffleEachIteration?: boolean;
}

/**
 * Samples on their way to training: lazy, read as fast as they are asked for, and from the start each time where the
 * source allows it. Each step gives a new pipeline and leaves the old one as it is.
 */
export interface Pipeline<T> extends AsyncIterable<T> {
  /** What `f` makes of each sample; a promise is waited for. */
  map<U>(f: (sample: T, index: number) => U | Promise<U>, options?: MapOptions): Pipeline<U>;
  /** The samples that `keep` says true of. */
  filter(keep: (sample: T, index: number) => boolean | Promise<boolean>): Pipeline<T>;
  /**
   * Samples stacked, `size` at a time: numbers as `[batch]`, arrays of numbers as `[batch, n]`, `{ data, shape }` as
   * `[batch, …shape]`, field by field in objects and tuples; what is no number becomes a list. A smaller batch is the
   * last, or the only one where `size` is beyond the data.
   */
  batch(size: number, options?: BatchOptions): Pipeline<Batched<T>>;
  /** Samples in random order, each drawn from the next `buffer`; whole data need a buffer of their size. */
  shuffle(buffer: number, options?: ShuffleOptions): Pipeline<T>;
  /** The samples `count` times over. Default: without end. */
  repeat(count?: number): Pipeline<T>;
  /** The first `count` samples; the source is closed behind them. */
  take(count: number): Pipeline<T>;
  /** All but the first `count` samples. */
  skip(count: number): Pipeline<T>;
  /** Keeps in memory what was read, once it was read to the end; what comes before this step then runs no more. */
  cache(): Pipeline<T>;
  /** Reads up to `count` samples ahead, so that reading and training overlap. Default 1. */
  prefetch(count?: number): Pipeline<T>;
  /** All samples, in memory. */
  toArray(): Promise<T[]>;
}

/**
 * Data for training, sample by sample: from arrays, generators, web streams or anything that can be iterated.
 *
 * `{ x, y }` of `DataArray`s gives their rows, as `{ x, y }` of `DataArray`s without the samples' axis. A generator
 * function, or any function that begins the data anew, can be read in every epoch; a generator's object or a stream once.
 *
 * @throws {TypeError} If the source gives no samples in any of these ways.
 * @throws {Error} When read a second time, if the source can be read once. What a source throws comes through, and the
 * source is closed whenever reading ends early.
 * @example
 * const x = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };
 * const y = { data: Uint8Array.of(0, 1, 1), shape: [3] };
 * const batches = await pipeline({ x, y }).filter(({ y }) => y.data[0] === 1).batch(2).toArray();
 * batches[0].x.data; // [3, 4, 5, 6]
 * batches[0].x.shape; // [2, 2]
 * batches[0].y.data; // [1, 1]
 * @see TensorFlow's `tf.data.Dataset`.
 */
export function pipeline<D extends Readonly<Record<string, DataArray>>>(source: D): Pipeline<Row<D>>;
export function pipeline<T>(source: PipelineSource<T>): Pipeline<T>;
export function pipeline(source: PipelineSource<unknown> | Readonly<Record<string, DataArray>>): Pipeline<unknown> {
  return steps(begin(source));
}

/** A pipeline over whatever `start` begins. */
export function steps<T>(start: () => AsyncIterable<T> | Iterable<T>): Pipeline<T> {
  return {
    [Symbol.asyncIterator]() {
      const source = start();
      return Symbol.asyncIterator in source
        ? source[Symbol.asyncIterator]()
        : (async function* () {
            yield* source;
          })();
    },
    map: (f, { parallel = 1 } = {}) => {
      positiveInteger('map', { parallel });
      return steps(() => (parallel === 1 ? mapped(start(), f) : mappedInParallel(start(), f, parallel)));
    },
    filter: (keep) =>
      steps(async function* () {
        let i = 0;
        for await (const sample of start()) if (await keep(sample, i++)) yield sample;
      }),
    batch: (size, options = {}) => {
      positiveInteger('batch', { size });
      return steps(() => batches(start(), size, options));
    },
    shuffle: (buffer, { seed = 0, reshuffleEachIteration = true } = {}) => {
      positiveInteger('shuffle', { buffer });
      let iteration = 0;
      return steps(() => shuffled(start(), buffer, seedFrom(seed, reshuffleEachIteration ? iteration++ : 0)));
    },
    repeat: (count = Number.POSITIVE_INFINITY) => {
      if (count !== Number.POSITIVE_INFINITY) positiveInteger('repeat', { count });
      return steps(async function* () {
        for (let round = 0, given = true; round < count && given; round++) {
          given = false;
          for await (const sample of start()) {
            given = true;
            yield sample;
          }
        }
      });
    },
    take: (count) => {
      positiveInteger('take', { count });
      return steps(async function* () {
        let left = count;
        for await (const sample of start()) {
          yield sample;
          if (--left === 0) return;
        }
      });
    },
    skip: (count) => {
      positiveInteger('skip', { count });
      return steps(async function* () {
        let left = count;
        for await (const sample of start()) if (left-- <= 0) yield sample;
      });
    },
    cache: () => {
      let kept: T[] | undefined;
      return steps(async function* () {
        if (kept) return yield* kept;
        const read: T[] = [];
        for await (const sample of start()) {
          read.push(sample);
          yield sample;
        }
        kept = read;
      });
    },
    prefetch: (count = 1) => {
      positiveInteger('prefetch', { count });
      return steps(() => mappedInParallel(start(), (sample) => sample, count));
    },
    async toArray() {
      const all: T[] = [];
      for await (const sample of start()) all.push(sample);
      return all;
    },
  };
}

async function* mapped<T, U>(
  source: AsyncIterable<T> | Iterable<T>,
  f: (sample: T, index: number) => U | Promise<U>,
): AsyncGenerator<U> {
  let i = 0;
  for await (const sample of source) yield await f(sample, i++);
}

/** In order, with up to `parallel` samples read and calls under way. */
async function* mappedInParallel<T, U>(
  source: AsyncIterable<T> | Iterable<T>,
  f: (sample: T, index: number) => U | Promise<U>,
  parallel: number,
): AsyncGenerator<U> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const queue: Promise<IteratorResult<U, unknown>>[] = [];
  // Reads follow each other even where the source could not bear it otherwise; the calls of `f` overlap.
  let read: Promise<IteratorResult<T, unknown>> = Promise.resolve({ done: false, value: undefined as T });
  let i = 0;
  let ended = false;
  const fill = (): void => {
    while (!ended && queue.length < parallel) {
      read = read.then((before) => (before.done ? before : iterator.next()));
      const call = read.then(async (next) => {
        if (!next.done) return { done: false, value: await f(next.value, i++) } as const;
        ended = true;
        return next;
      });
      // Told when its turn comes; until then it is no unhandled rejection.
      call.catch(() => {});
      queue.push(call);
    }
  };
  try {
    for (fill(); queue.length > 0; ) {
      const next = await queue.shift()!;
      if (next.done) return;
      fill();
      yield next.value;
    }
  } finally {
    ended = true;
    await read.catch(() => {});
    await iterator.return?.();
  }
}

async function* batches<T>(
  source: AsyncIterable<T> | Iterable<T>,
  size: number,
  { dropRemainder = false, padded }: BatchOptions,
): AsyncGenerator<Batched<T>> {
  let samples: T[] = [];
  for await (const sample of source) {
    samples.push(sample);
    if (samples.length < size) continue;
    yield collate(samples, padded);
    samples = [];
  }
  if (samples.length > 0 && !dropRemainder) yield collate(samples, padded);
}

/** A buffer, filled; each draw gives one of it and puts the next sample in its place. */
async function* shuffled<T>(source: AsyncIterable<T> | Iterable<T>, buffer: number, seed: number): AsyncGenerator<T> {
  const waiting: T[] = [];
  let draws = 0;
  const draw = (): number => Math.floor((bits(seed, draws++) / 2 ** 32) * waiting.length);
  for await (const sample of source) {
    if (waiting.length < buffer) waiting.push(sample);
    else {
      const i = draw();
      const drawn = waiting[i]!;
      waiting[i] = sample;
      yield drawn;
    }
  }
  while (waiting.length > 0) {
    const i = draw();
    const drawn = waiting[i]!;
    waiting[i] = waiting.at(-1)!;
    waiting.pop();
    yield drawn;
  }
}
