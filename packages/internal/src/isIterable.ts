import type { DataArray } from '@tenonjs/contracts';

/** Numbers as data sets hold them. */
export const isTypedArray = (value: unknown): value is DataArray['data'] =>
  value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;

/** True for what is gone through once, such as a generator or a stream; arrays are data by themselves. */
export const isIterable = (value: unknown): value is AsyncIterable<any> | Iterable<any> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isTypedArray(value) &&
  (Symbol.asyncIterator in value || Symbol.iterator in value);
