import {
  cast,
  reshape,
  scatterND,
  type Tensor,
  type Tensor1D,
  UnsortedSegmentSum,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import { hasKernel } from './hasKernel.js';

/** `unsortedSegmentSum` of rows, `[n, d]` to `[segments, d]`, also on backends without that kernel. */
export function segmentSum(rows: Tensor, ids: Tensor, segments: number): Tensor {
  const whole = cast(ids, 'int32') as Tensor1D;
  if (hasKernel(UnsortedSegmentSum)) return unsortedSegmentSum(rows, whole, segments);
  return scatterND(reshape(whole, [-1, 1]), rows, [segments, rows.shape[1]!]);
}
