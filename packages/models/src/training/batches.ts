import type { DataArray } from '@tenonjs/contracts';
import { permutation } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { toBatch } from './data.js';
import type { Samples } from './samples.js';

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
  /**
   * The batches of one epoch, made when their turn comes; shuffled where a seed is given.
   *
   * @param from - The batch to begin with; 0.
   * @param epochs - Those that went before in a run that is gone on with; 0.
   */
  epoch(seed?: number, from?: number, epochs?: number): Iterable<Batch> | AsyncIterable<Batch>;
}

/** The part of a batch's rows that this process trains on. */
export type Share = (start: number, end: number) => readonly [start: number, end: number];

/** Batches gathered from arrays on the host. */
export function arrayBatches(all: Samples, batchSize: number, share: Share = (start, end) => [start, end]): Batches {
  const samples = all.x[0]!.shape[0]!;
  return {
    samples,
    steps: Math.ceil(samples / batchSize),
    *epoch(seed, from = 0) {
      const order = seed === undefined ? undefined : permutation(samples, seed);
      for (let start = from * batchSize; start < samples; start += batchSize)
        yield onDevice(all, ...share(start, Math.min(start + batchSize, samples)), order);
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
