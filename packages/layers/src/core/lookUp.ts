import { primitive } from '@tenonjs/internal';
import {
  cast,
  gather,
  getBackend,
  getKernel,
  reshape,
  scatterND,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';

/** The rows of a table, as one node; only the table has a gradient. */
export function lookUp(table: Tensor, x: Tensor): Tensor {
  const [rows, columns] = table.shape as [number, number];
  return primitive({ table }, () => {
    const indices = cast(reshape(x, [-1]), 'int32') as Tensor1D;
    return {
      value: reshape(gather(table, indices), [...x.shape, columns]),
      keep: [indices],
      gradient: (dy, [indices]) => ({
        table: () => {
          const updates = reshape(dy, [-1, columns]) as Tensor2D;
          return getKernel('UnsortedSegmentSum', getBackend())
            ? unsortedSegmentSum(updates, indices as Tensor1D, rows)
            : scatterND(reshape(indices!, [-1, 1]), updates, [rows, columns]);
        },
      }),
    };
  });
}
