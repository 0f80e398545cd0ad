import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeNumber, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { slice } from './slice.js';

/** What a function of tfjs's module says is wrong: the number of a message, and numbers that are in it. */
type Messages = Readonly<Record<number, (...numbers: number[]) => string>>;

/** Calls a function that may refuse its inputs, with where it says so; then what was made for it is let go. */
function checked(
  m: Machine,
  made: readonly TensorInfo[],
  messages: Messages,
  call: (refusal: TensorInfo) => number,
): number {
  const refusal = m.make([4], 'int32');
  m.values(refusal).fill(-1);
  const result = call(refusal);
  const [message, ...numbers] = m.values(refusal);
  const text = messages[message!]?.(...numbers);
  m.backend.disposeData(refusal.dataId);
  if (text === undefined) return result;
  for (const { dataId } of made) m.backend.disposeData(dataId);
  throw new Error(text);
}

export const sparseFillEmptyRows: Kernel = (m, { indices, values, denseShape, defaultValue }) => {
  const [count, rank] = indices.shape;
  const rows = m.values(denseShape)[0]!;
  const most = count + rows;
  const [newIndices, newValues] = [m.make([most, rank], indices.dtype), m.make([most], values.dtype)];
  const [isEmpty, moved] = [m.make([rows], 'bool'), m.make([count], indices.dtype)];
  const made = [newIndices, newValues, isEmpty, moved];
  const messages: Messages = {
    1: (length) => `Received SparseTensor with denseShape[0] = 0 but\n  indices.shape[0] = ${length}`,
    2: (index, value) => `indices(${index}, 0) is invalid: ${value} < 0`,
    3: (index, value, limit) => `indices(${index}, 0) is invalid: ${value} >= ${limit}`,
  };
  const size = checked(m, made, messages, (refusal) =>
    m.tfjs(
      'SparseFillEmptyRows',
      indices,
      values,
      dtypeNumber(values),
      count,
      rows,
      rank,
      defaultValue,
      newIndices,
      newValues,
      isEmpty,
      moved,
      refusal,
    ),
  );
  if (size === most) return made;
  const filled = [
    slice(m, { x: newIndices }, { begin: 0, size }),
    slice(m, { x: newValues }, { begin: 0, size }),
  ] as TensorInfo[];
  for (const { dataId } of [newIndices, newValues]) m.backend.disposeData(dataId);
  return [...filled, isEmpty, moved];
};

export const sparseReshape: Kernel = (m, { inputIndices, inputShape, newShape }) => {
  if (inputIndices.shape.length !== 2)
    throw new Error(`Input indices should be a matrix but received shape\n        ${inputIndices.shape}`);
  if (inputShape.shape.length !== 1)
    throw new Error(`Input shape should be a vector but received shape\n        ${inputShape.shape}`);
  if (newShape.shape.length !== 1)
    throw new Error(`Target shape should be a vector but received shape ${newShape.shape}`);
  const count = inputIndices.shape[0];
  const indices = m.make([count, newShape.shape[0]], inputIndices.dtype);
  const shape = m.make(newShape.shape, newShape.dtype);
  const shapes = (): [from: number[], to: number[]] => [[...m.values(inputShape)], [...m.values(shape)]];
  checked(
    m,
    [indices, shape],
    {
      0: (a, b) => `only one output dimension may be -1, not both ${a} and ${b}`,
      1: (axis, size) => `size ${axis} must be non-negative, not ${size}`,
      2: () =>
        'reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero',
      3: () => {
        const [from, to] = shapes();
        return `Input to reshape is a SparseTensor with ${sizeOf(from)}\n  dense values, but the requested shape requires a multiple of ${sizeOf(to)}. inputShape=${from} outputShape= ${to}`;
      },
      4: () => {
        const [from, to] = shapes();
        return `Input to reshape is a tensor with ${sizeOf(from)} dense values, but the requested shape has ${sizeOf(to)}. inputShape=${from} outputShape=${to}`;
      },
    },
    (refusal) => m.tfjs('SparseReshape', inputIndices, inputShape, newShape, count, indices, shape, refusal),
  );
  return [indices, shape];
};

const segmentReduction =
  (isMean: boolean): Kernel =>
  (m, { data, indices, segmentIds }) => {
    const count = indices.shape[0];
    const rows = count > 0 ? m.values(segmentIds)[count - 1]! + 1 : 0;
    const negative = 'segment ids must be >= 0';
    if (rows < 0) throw new Error(negative);
    const y = m.make([rows, ...data.shape.slice(1)], data.dtype);
    const messages: Messages = {
      0: () => negative,
      1: () => 'segment ids are not increasing',
      2: (id, limit) => `Segment id ${id} out of range [0, ${limit}), possibly because segmentIds input is not sorted.`,
      3: (at, index, limit) => `Bad: indices[${at}] == ${index} out of range [0, ${limit})`,
    };
    checked(m, [y], messages, (refusal) =>
      m.tfjs(
        'SparseSegmentReduction',
        data,
        dtypeNumber(data),
        data.shape[0],
        indices,
        segmentIds,
        y,
        refusal,
        isMean,
        0,
      ),
    );
    return y;
  };

export const sparseSegmentMean: Kernel = segmentReduction(true);

export const sparseSegmentSum: Kernel = segmentReduction(false);
