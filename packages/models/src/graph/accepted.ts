/** What may be given for an input. */
import type { DataArray, Shape } from '@tenonjs/contracts';
import { cast, type Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from './symbolic.js';

const list = (shape: Shape): string => `[${shape.map(String).join(', ')}]`;

/** Refuses another shape; null stands for any size. */
export function fits(who: string, name: string, { shape }: SymbolicTensor, given: Shape): void {
  const agree =
    shape.length === given.length &&
    shape.every((size, i) => i === 0 || size === null || given[i] === null || size === given[i]);
  if (!agree) throw new RangeError(`${who}: the input "${name}" takes shape ${list(shape)}, got ${list(given)}.`);
}

/** The tensor in the type of its input, where nothing is lost thereby. */
export function accepted(who: string, name: string, start: SymbolicTensor, x: Tensor): Tensor {
  fits(who, name, start, x.shape);
  if (x.dtype === start.dtype) return x;
  if (x.dtype === 'int32' || x.dtype === 'bool') return cast(x, start.dtype);
  throw new TypeError(`${who}: the input "${name}" takes ${start.dtype}, got ${x.dtype}.`);
}

/** Data on the host in the type of its input. */
export function toDtype(who: string, name: string, array: DataArray, dtype: SymbolicTensor['dtype']): DataArray {
  if (dtype === 'float32' || array.data instanceof Int32Array) return array;
  const at = array.data.findIndex((value) => !Number.isInteger(value));
  if (at >= 0) {
    const sample = Math.floor(at / (array.data.length / array.shape[0]!));
    throw new TypeError(
      `${who}: the input "${name}" takes integers (${dtype}), got ${array.data[at]} at sample ${sample}.`,
    );
  }
  return { data: Int32Array.from(array.data), shape: array.shape };
}
