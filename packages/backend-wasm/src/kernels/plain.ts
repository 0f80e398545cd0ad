import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeNumber, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertAndGetBroadcastShape } from '../tfjs/core.js';

// Functions of tfjs's module that are called alike, of any dtype that they know; the result has that of the first input if no other is given.

export function unaryOf(m: Machine, name: string, x: TensorInfo, dtype: DataType = x.dtype): TensorInfo {
  const y = m.make(x.shape, dtype);
  if (sizeOf(x.shape) > 0) m.tfjs(name, x, dtypeNumber(x), y);
  return y;
}

export function binaryOf(
  m: Machine,
  name: string,
  a: TensorInfo,
  b: TensorInfo,
  dtype: DataType = a.dtype,
): TensorInfo {
  const y = m.make(assertAndGetBroadcastShape(a.shape, b.shape), dtype);
  if (sizeOf(y.shape) > 0) m.tfjs(name, a, a.shape, a.shape.length, b, b.shape, b.shape.length, dtypeNumber(a), y);
  return y;
}

export const unaries = (names: readonly string[], dtype?: DataType): Record<string, Kernel> =>
  Object.fromEntries(names.map((name) => [name, (m, { x }) => unaryOf(m, name, x, dtype)]));

export const binaries = (names: readonly string[], dtype?: DataType): Record<string, Kernel> =>
  Object.fromEntries(names.map((name) => [name, (m, { a, b }) => binaryOf(m, name, a, b, dtype)]));

export const select: Kernel = (m, { condition, t, e }) => {
  const y = m.make(t.shape, t.dtype);
  const rank = condition.shape.length;
  const run = rank === 1 && t.shape.length !== 1 ? sizeOf(t.shape.slice(1)) : 1;
  m.tfjs('SelectV2', condition, t, e, run, y);
  return y;
};

export const addN: Kernel = (m, inputs: TensorInfo[]) => {
  const { shape, dtype } = inputs[0]!;
  const y = m.make(shape, dtype);
  const ids = inputs.map(({ dataId }) => m.backend.dataIdMap.get(dataId).id);
  if (sizeOf(shape) > 0) m.tfjs('AddN', ids, ids.length, dtypeNumber(y), y);
  return y;
};
