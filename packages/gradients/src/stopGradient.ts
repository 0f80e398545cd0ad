import { primitive } from '@tenonjs/internal';
import { clone, type Tensor, zerosLike } from '@tensorflow/tfjs-core';

/**
 * The tensor itself, taken for a constant: no gradient flows through it.
 *
 * @param x - Any shape.
 * @returns The same values.
 * @example
 * const f = (x) => mul(x, stopGradient(x)); // not x²
 * stopGradient(tensor1d([1, 2])); // [1, 2]
 * @see https://keras.io/api/ops/core/#stop_gradient-function
 */
export const stopGradient = <T extends Tensor>(x: T): T =>
  primitive({ x }, () => ({ value: clone(x) as T, gradient: () => ({ x: () => zerosLike(x) }) }));
