import type { DataArray } from '@tenonjs/contracts';
import { isIterable, isTypedArray } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Given, Some, Structure } from '../network/structure.js';
import type { Nested } from './nested.js';

/** Numbers in any form that `fit`, `evaluate` and `predict` take; sample `i` is row `i`. */
export type Data = Tensor | DataArray | Float32Array | Int32Array | Uint8Array | readonly Nested[];

/** One batch of a stream: inputs, targets and, where wanted, a weight for each sample. */
export type StreamBatch<In extends Structure = SymbolicTensor, Out extends Structure = SymbolicTensor> =
  | readonly [x: Given<In, Data>, y: Given<Out, Data>, sampleWeight?: Some<Out, Data>]
  | { readonly x: Given<In, Data>; readonly y: Given<Out, Data>; readonly sampleWeight?: Some<Out, Data> };

/** Batches from anywhere, begun anew each epoch: a generator's object, a web stream. */
export type Stream<In extends Structure = SymbolicTensor, Out extends Structure = SymbolicTensor> =
  | AsyncIterable<StreamBatch<In, Out>>
  | Iterable<StreamBatch<In, Out>>;

/** A stream before its batches are checked. */
export type AnyStream = AsyncIterable<AnyBatch> | Iterable<AnyBatch>;
export type AnyBatch =
  | readonly [x: unknown, y: unknown, sampleWeight?: unknown]
  | { readonly x: unknown; readonly y: unknown; readonly sampleWeight?: unknown };

/** True for what gives batches rather than rows. */
export const isStream: (value: unknown) => value is AnyStream = isIterable;

/** Of any copy of tfjs-core. */
export const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'dataId' in value;

/** Brings data to the host, whole: it goes back to the device a batch at a time. Throws where rows are ragged or values no numbers. */
export async function toDataArray(who: string, what: string, value: Data): Promise<DataArray> {
  if (isTensor(value)) return { data: (await value.data()) as DataArray['data'], shape: value.shape };
  if (isTypedArray(value)) return { data: value, shape: [value.length] };
  if (Array.isArray(value)) return (await import('./nested.js')).fromNested(who, what, value);
  const { data, shape } = (value ?? {}) as DataArray;
  if (!isTypedArray(data) || !Array.isArray(shape)) {
    throw new TypeError(
      `${who}: ${what} must be a tensor, { data, shape }, a typed array or nested arrays, got ${value === null ? 'null' : typeof value}.`,
    );
  }
  const size = shape.reduce((product, n) => product * n, 1);
  if (size !== data.length)
    throw new RangeError(
      `${who}: ${what} has shape [${shape.join(', ')}], which takes ${size} values, but holds ${data.length}.`,
    );
  return value as DataArray;
}

/** The values one sample has. */
export const rowSize = ({ shape }: DataArray): number => shape.slice(1).reduce((product, n) => product * n, 1);

/** The rows from `start` to `end`, in the order given where one is, on the device. Bytes become the dtype named. */
export function toBatch(
  array: DataArray,
  start: number,
  end: number,
  order?: Int32Array,
  bytes: 'float32' | 'int32' = 'float32',
): Tensor {
  const { data, shape } = array;
  const size = rowSize(array);
  const dtype = data instanceof Uint8Array ? bytes : data instanceof Int32Array ? 'int32' : 'float32';
  const values = dtype === 'int32' ? new Int32Array((end - start) * size) : new Float32Array((end - start) * size);
  if (!order) values.set(data.subarray(start * size, end * size));
  else if (size === 1) for (let i = start; i < end; i++) values[i - start] = data[order[i]!]!;
  else
    for (let i = start; i < end; i++)
      values.set(data.subarray(order[i]! * size, (order[i]! + 1) * size), (i - start) * size);
  return tensor(values, [end - start, ...shape.slice(1)], dtype);
}
