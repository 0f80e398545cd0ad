import { named, primitive } from '@tenonjs/internal';
import { div, mean, type Tensor } from '@tensorflow/tfjs-core';
import type { LossWith } from './loss.js';
import { averaged, comparable, type RowLoss, rowsOf } from './rows.js';

/**
 * A loss that compares target and prediction element by element, averaged over all axes but the batch.
 *
 * @param configure - Checks the options and gives the function of an element: its value and its slope by the prediction.
 */
export function elementwise<Options>(
  type: string,
  configure: (options?: Options) => (t: Tensor, p: Tensor) => RowLoss,
): LossWith<Options> {
  return named(type, (yTrue: Tensor, yPred: Tensor, options?: Options) => {
    const compare = configure(options);
    const rows = rowsOf(type, yPred);
    comparable(type, yTrue, yPred);
    return primitive({ yPred }, () => {
      const { value, keep, slope } = compare(rows.of(yTrue), rows.of(yPred));
      return averaged(rows, { value: mean(value, 1, true), keep, slope: (kept) => div(slope(kept), rows.size) });
    });
  });
}
