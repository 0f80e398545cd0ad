import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeNumber, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { bytes, made } from './strings.js';

/** Slices of a tensor that indices of its first `rank` axes name: how long each is, and how far apart are those of each axis. */
function slicesOf(shape: readonly number[], rank: number): [size: number, strides: number[]] {
  return [sizeOf(shape.slice(rank)), shape.slice(0, rank).map((_, axis) => sizeOf(shape.slice(axis + 1, rank)))];
}

/** What tfjs's module is told about slices that go to their indices. */
function placesOf(indices: TensorInfo, shape: readonly number[]): (number | number[])[] {
  const rank = indices.shape.length > 1 ? indices.shape.at(-1)! : 1;
  const [size, strides] = slicesOf(shape, rank);
  return [rank, sizeOf(indices.shape) / Math.max(1, rank), size, strides, sizeOf(shape)];
}

export const scatterNd: Kernel = (m, { indices, updates }, { shape }) => {
  const y = m.make(shape, updates.dtype);
  if (sizeOf(shape) > 0) m.tfjs('ScatterNd', indices, updates, dtypeNumber(updates), ...placesOf(indices, shape), y);
  return y;
};

export const tensorScatterUpdate: Kernel = (m, { tensor, indices, updates }) => {
  const { shape, dtype } = tensor;
  const y = m.make(shape, dtype);
  if (sizeOf(shape) > 0) {
    const places = placesOf(indices, shape);
    m.tfjs('TensorScatterUpdate', indices, updates, dtypeNumber(updates), ...places, y, tensor);
  }
  return y;
};

export const sparseToDense: Kernel = (m, { sparseIndices, sparseValues, defaultValue }, { outputShape }) => {
  if (defaultValue.dtype === 'string') return textsToDense(m, sparseIndices, sparseValues, defaultValue, outputShape);
  const y = m.make(outputShape, defaultValue.dtype);
  if (sizeOf(outputShape) > 0) {
    m.tfjs(
      'SparseToDense',
      sparseIndices,
      sparseValues,
      sparseValues.shape.length,
      defaultValue,
      dtypeNumber(defaultValue),
      ...placesOf(sparseIndices, outputShape),
      y,
    );
  }
  return y;
};

function textsToDense(
  m: Machine,
  sparseIndices: TensorInfo,
  sparseValues: TensorInfo,
  defaultValue: TensorInfo,
  shape: readonly number[],
): TensorInfo {
  const [indices, values] = [m.values(sparseIndices), bytes(m, sparseValues)];
  const texts = new Array<Uint8Array>(sizeOf(shape)).fill(bytes(m, defaultValue)[0]!);
  for (let i = 0; i * shape.length < indices.length; i++) {
    const index = shape.reduce((sum, size, axis) => sum * size + indices[i * shape.length + axis]!, 0);
    texts[index] = values[sparseValues.shape.length === 0 ? 0 : i]!;
  }
  return made(m, shape, texts);
}

export const gatherNd: Kernel = (m, { params, indices }) => {
  const [shape, places]: number[][] = [params.shape, indices.shape];
  for (const [name, { length }] of Object.entries({ input: shape!, indices: places! })) {
    if (length < 1)
      throw new Error(`tf.gatherND() expects the ${name} to be rank 1 or higher, but the rank was ${length}.`);
  }
  if (indices.dtype !== 'int32')
    throw new Error(`tf.gatherND() expects the indices to be int32 type, but the dtype was ${indices.dtype}.`);
  const rank = places!.at(-1)!;
  if (rank > shape!.length)
    throw new Error(`index innermost dimension length must be <= tensor rank; saw: ${rank} vs. ${shape!.length}`);
  if (sizeOf(shape!) === 0)
    throw new Error(`Requested more than 0 entries, but input is empty. Input shape: ${shape}.`);
  const rows = places!.slice(0, -1);
  const y = m.make([...rows, ...shape!.slice(rank)], params.dtype);
  if (sizeOf(rows) > 0)
    m.tfjs('GatherNd', params, dtypeNumber(params), indices, sizeOf(rows), rank, ...slicesOf(shape!, rank), y);
  return y;
};
