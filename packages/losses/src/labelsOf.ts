import { cast, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { shaped } from './rows.js';

/**
 * Integer labels, one for each row of classes.
 *
 * @returns What makes them `[rows]`, int32: to be called inside a primitive.
 * @throws {RangeError} If their shape is not yPred's without the class axis, or with size 1 there.
 */
export function labelsOf(who: string, yTrue: Tensor, yPred: Tensor, axis = -1): () => Tensor1D {
  const at = (axis + yPred.rank) % yPred.rank;
  const without = yPred.shape.filter((_, i) => i !== at);
  const withOne = yPred.shape.map((size, i) => (i === at ? 1 : size));
  if (![without, withOne].some((shape) => String(shape) === String(yTrue.shape))) {
    const given = `yTrue has shape [${yTrue.shape.join(', ')}] but yPred has [${yPred.shape.join(', ')}]`;
    throw new RangeError(`${who}: yTrue must be labels of shape [${without.join(', ')}], one a position; ${given}.`);
  }
  return () => {
    const labels = shaped(yTrue, [yTrue.size]) as Tensor1D;
    return labels.dtype === 'int32' ? labels : cast(labels, 'int32');
  };
}
