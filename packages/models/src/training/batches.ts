import type { DataArray } from '@tenonjs/contracts';
import { permutation } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type AnyBatch, type AnyStream, toBatch } from './data.js';
import { type Samples, samples, weighted } from './samples.js';
import type { Trainee } from './trainee.js';

/** A batch on the device, for each input and output. Whoever takes it disposes it. */
export interface Batch {
  readonly x: readonly Tensor[];
  /** Absent where nothing is asked of the output. */
  readonly y: readonly (Tensor | undefined)[];
  /** `[batch]` or `[batch, time]`. */
  readonly weights: readonly (Tensor | undefined)[];
}

/** Where an epoch's batches come from. */
export interface Batches {
  /** Batches an epoch, where known. */
  readonly steps: number | null;
  /** Samples an epoch, where known. */
  readonly samples: number | null;
  /** The batches of one epoch, made when their turn comes; shuffled where a seed is given. */
  epoch(seed?: number): Iterable<Batch> | AsyncIterable<Batch>;
}

/** Batches gathered from arrays on the host. */
export function arrayBatches(all: Samples, batchSize: number): Batches {
  const samples = all.x[0]!.shape[0]!;
  return {
    samples,
    steps: Math.ceil(samples / batchSize),
    *epoch(seed) {
      const order = seed === undefined ? undefined : permutation(samples, seed);
      for (let start = 0; start < samples; start += batchSize)
        yield onDevice(all, start, Math.min(start + batchSize, samples), order);
    },
  };
}

/** Some samples on the device; all of them by default. */
export function onDevice(
  { x, y, weights }: Samples,
  start = 0,
  end: number = x[0]!.shape[0]!,
  order?: Int32Array,
): Batch {
  const gather = (array: DataArray | undefined, bytes?: 'int32'): Tensor | undefined =>
    array && toBatch(array, start, end, order, bytes);
  return {
    x: x.map((array) => gather(array)!),
    y: y.map((array) => gather(array, 'int32')),
    weights: weights.map((array) => gather(array)),
  };
}

/** Batches as a stream gives them. With `steps`, an epoch ends there and the next goes on from there. */
export function streamBatches(
  trainee: Pick<Trainee, 'network' | 'compiled'>,
  who: string,
  stream: AnyStream,
  steps: number | null,
  classWeight: Readonly<Record<number, number>> | undefined,
): Batches {
  const begin = (): Iterator<AnyBatch> | AsyncIterator<AnyBatch> =>
    Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
  let going: ReturnType<typeof begin> | undefined;
  return {
    samples: null,
    steps,
    async *epoch() {
      let source = (steps !== null && going) || begin();
      going = source;
      let given = 0;
      for (let empty = false; steps === null || given < steps; ) {
        const next = await source.next();
        if (!next.done) {
          empty = false;
          given++;
          const { value } = next;
          const [x, y, sampleWeight] = 'x' in value ? [value.x, value.y, value.sampleWeight] : value;
          const batch = await samples(trainee, who, x, y, sampleWeight);
          yield onDevice(await weighted(who, batch, classWeight));
        } else if (steps === null || empty) break;
        else {
          empty = true;
          source = begin();
          going = source;
        }
      }
      if (given === 0) throw new Error(`${who}: the data gave no batch.`);
    },
  };
}
