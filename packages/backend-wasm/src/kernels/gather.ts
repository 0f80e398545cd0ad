import { type Kernel, sizeOf, stock } from '../kernel.js';

/** Slices along one axis by index; with batch axes it is left to tfjs. */
export const gather: Kernel = (m, { x, indices }, attrs) => {
  const { axis = 0, batchDims = 0 } = attrs;
  if (batchDims !== 0 || (x.dtype !== 'float32' && x.dtype !== 'int32') || indices.dtype !== 'int32') {
    return stock(m, 'GatherV2', { x, indices }, attrs);
  }
  const at = axis < 0 ? axis + x.shape.length : axis;
  const n = x.shape[at];
  const before = x.shape.slice(0, at);
  const after = x.shape.slice(at + 1);
  const y = m.make([...before, ...indices.shape, ...after], x.dtype);
  const wrong = m.run.gather(
    sizeOf(before),
    n,
    sizeOf(after) * 4,
    m.at(x),
    sizeOf(indices.shape),
    m.at(indices),
    m.at(y),
  );
  if (wrong >= 0) {
    m.backend.disposeData(y.dataId);
    throw new RangeError(`GatherV2: the index value ${m.values(indices)[wrong]} is not in [0, ${n - 1}]`);
  }
  return y;
};
