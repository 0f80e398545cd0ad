import type { DataArray } from '@tenonjs/contracts';
import { permutation } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Stream, type StreamBatch, toBatch, toDataArray } from './data.js';
import { classWeights } from './weights.js';

/** A batch on the device. Whoever takes it disposes it. */
export interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
  /** `[batch]` or `[batch, time]`. */
  readonly weights?: Tensor;
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
export function arrayBatches(x: DataArray, y: DataArray, weights: DataArray | undefined, batchSize: number): Batches {
  const samples = x.shape[0]!;
  return {
    samples,
    steps: Math.ceil(samples / batchSize),
    *epoch(seed) {
      const order = seed === undefined ? undefined : permutation(samples, seed);
      for (let start = 0; start < samples; start += batchSize) {
        const end = Math.min(start + batchSize, samples);
        yield {
          x: toBatch(x, start, end, order),
          y: toBatch(y, start, end, order, 'int32'),
          ...(weights && { weights: toBatch(weights, start, end, order) }),
        };
      }
    },
  };
}

/** Batches as a stream gives them. With `steps`, an epoch ends there and the next goes on from there. */
export function streamBatches(
  who: string,
  stream: Stream,
  steps: number | null,
  classWeight: Readonly<Record<number, number>> | undefined,
): Batches {
  const begin = (): Iterator<StreamBatch> | AsyncIterator<StreamBatch> =>
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
          yield await deviceBatch(who, next.value, classWeight);
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

async function deviceBatch(
  who: string,
  batch: StreamBatch,
  classWeight: Readonly<Record<number, number>> | undefined,
): Promise<Batch> {
  const { x, y, sampleWeight } = 'x' in batch ? batch : { x: batch[0], y: batch[1], sampleWeight: batch[2] };
  const [inputs, targets] = [await toDataArray(who, 'x', x), await toDataArray(who, 'y', y)];
  const given = sampleWeight === undefined ? undefined : await toDataArray(who, 'sampleWeight', sampleWeight);
  const weights = classWeight ? classWeights(who, targets, classWeight, given) : given;
  return wholeBatch(inputs, targets, weights);
}

/** All of it on the device at once. */
export function wholeBatch(x: DataArray, y: DataArray, weights: DataArray | undefined): Batch {
  const whole = (array: DataArray, bytes?: 'int32'): Tensor => toBatch(array, 0, array.shape[0]!, undefined, bytes);
  return { x: whole(x), y: whole(y, 'int32'), ...(weights && { weights: whole(weights) }) };
}
