import { named, primitive, sameShape } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LossWith } from './loss.js';
import { averaged, type RowLoss, rowsOf } from './rows.js';

/**
 * A loss that compares whole rows of target and prediction, averaged over the positions of a sample.
 *
 * @param configure - Checks the options and gives the axes of a row (default: all but the batch) and its loss.
 */
export function rowwise<Options>(
  type: string,
  configure: (options?: Options) => { axes?: readonly number[]; compare: (t: Tensor, p: Tensor) => RowLoss },
): LossWith<Options> {
  return named(type, (yTrue: Tensor, yPred: Tensor, options?: Options) => {
    const { axes, compare } = configure(options);
    const rows = rowsOf(type, yPred, axes);
    sameShape(type, yTrue, yPred);
    return primitive({ yPred }, () => averaged(rows, compare(rows.of(yTrue), rows.of(yPred))));
  });
}
