import { reshape, type Tensor } from '@tensorflow/tfjs-core';

const withoutLastOne = (shape: readonly number[]): string =>
  (shape.length > 1 && shape[shape.length - 1] === 1 ? shape.slice(0, -1) : shape).join();

/**
 * Targets in the shape of the predictions; a last axis of length 1 may be there or not.
 *
 * @throws {RangeError} If the shapes differ otherwise.
 */
export function align(who: string, yTrue: Tensor, yPred: Tensor): Tensor {
  if (withoutLastOne(yTrue.shape) !== withoutLastOne(yPred.shape)) {
    throw new RangeError(
      `${who}: yTrue has shape [${yTrue.shape.join(', ')}] but yPred has [${yPred.shape.join(', ')}].`,
    );
  }
  return reshape(yTrue, yPred.shape);
}

/**
 * Class numbers `[…]` for predictions `[…, classes]`.
 *
 * @throws {RangeError} If there is not one for each prediction.
 */
export function alignSparse(who: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const shape = yPred.shape.slice(0, -1);
  if (yPred.rank < 2 || (yTrue.shape.join() !== shape.join() && yTrue.shape.join() !== [...shape, 1].join())) {
    const labels = yPred.rank < 2 ? '' : ` [${shape.join(', ')}]`;
    throw new RangeError(
      `${who}: yPred must have shape [batch, …, classes] and yTrue the same without classes${labels}, ` +
        `got yPred [${yPred.shape.join(', ')}] and yTrue [${yTrue.shape.join(', ')}].`,
    );
  }
  return yTrue.rank === shape.length ? yTrue : reshape(yTrue, shape);
}
