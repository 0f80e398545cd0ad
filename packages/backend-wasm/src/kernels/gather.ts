import { type Kernel, sizeOf } from '../kernel.js';
import { bytesPerElement, parseAxisParam } from '../tfjs/core.js';

/** Slices along one axis by index, in each batch by its own. */
export const gather: Kernel = (m, { x, indices }, attrs) => {
  const axis: number = parseAxisParam(attrs.axis ?? 0, x.shape)[0]!;
  const rank = indices.shape.length;
  const { batchDims: given = 0 } = attrs;
  if (Math.abs(given) > rank) throw new Error(`Expect batchDims in the range of [-${rank}, ${rank}], but got ${given}`);
  const batchDims = given < 0 ? given + rank : given;
  if (axis < batchDims) throw new Error(`batchDims (${batchDims}) must be less than or equal to axis (${axis}).`);
  const batch: number[] = x.shape.slice(0, batchDims);
  batch.forEach((size, i) => {
    if (size !== indices.shape[i])
      throw new Error(`x.shape[${i}]: ${size} should be equal to indices.shape[${i}]: ${indices.shape[i]}.`);
  });
  const n = x.shape[axis];
  const before = x.shape.slice(batchDims, axis);
  const after = x.shape.slice(axis + 1);
  const places = indices.shape.slice(batchDims);
  const y = m.make([...batch, ...before, ...places, ...after], x.dtype);
  const [outer, count, bytes] = [sizeOf(before), sizeOf(places), sizeOf(after) * bytesPerElement(x.dtype)];
  for (let i = 0; i < sizeOf(batch); i++) {
    const from = m.at(x) + i * outer * n * bytes;
    const to = m.at(y) + i * outer * count * bytes;
    const wrong = m.run.gather(outer, n, bytes, from, count, m.at(indices) + 4 * i * count, to);
    if (wrong >= 0) {
      m.backend.disposeData(y.dataId);
      const index = m.values(indices)[i * count + wrong];
      throw new RangeError(`GatherV2: the index value ${index} is not in [0, ${n - 1}]`);
    }
  }
  return y;
};
