import { type Kernel, sizeOf } from '../kernel.js';

export const unsortedSegmentSum: Kernel = (m, { x, segmentIds }, { numSegments }) => {
  const rest = x.shape.slice(1);
  const dtype = x.dtype === 'bool' ? 'int32' : x.dtype;
  const y = m.zeros([numSegments, ...rest], dtype);
  const sum = dtype === 'float32' ? m.run.segmentSum : m.run.segmentSumInt32;
  sum(x.shape[0], sizeOf(rest), m.at(x), m.at(segmentIds), numSegments, m.at(y));
  return y;
};
