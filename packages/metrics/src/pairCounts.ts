import {
  cast,
  equal,
  expandDims,
  matMul,
  mul,
  notEqual,
  ones,
  range,
  reshape,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { expandWeights } from './weighted.js';

/**
 * How much weight fell on each pair of a target's class and a predicted one, `[classes, classes]`. Numbers beyond the
 * classes, and targets of the ignored class, are left out.
 *
 * @param yTrue - Class numbers, `[batch, …]`; `yPred` likewise.
 * @throws {RangeError} If the shapes differ.
 */
export function pairCounts(
  who: string,
  { numClasses, ignoreClass = null }: { readonly numClasses: number; readonly ignoreClass?: number | null },
  yTrue: Tensor,
  yPred: Tensor,
  weights?: Tensor,
): Tensor {
  if (yTrue.shape.join() !== yPred.shape.join()) {
    const [actual, predicted] = [yTrue.shape.join(', '), yPred.shape.join(', ')];
    throw new RangeError(`${who}: yTrue has classes of shape [${actual}] but yPred of [${predicted}].`);
  }
  let each: Tensor = ones(yTrue.shape);
  if (weights) each = mul(each, expandWeights(who, weights, yTrue.shape));
  if (ignoreClass !== null) each = mul(each, cast(notEqual(yTrue, ignoreClass), 'float32'));
  // One-hot by comparison, targets lying on their side: the product needs no transpose, and no scatter.
  const classes = range(0, numClasses, 1, 'int32');
  const actual = equal(expandDims(classes, 1), reshape(cast(yTrue, 'int32'), [1, -1]));
  const predicted = equal(reshape(cast(yPred, 'int32'), [-1, 1]), classes);
  return matMul(mul(cast(actual, 'float32'), reshape(each, [1, -1])), cast(predicted, 'float32'));
}
