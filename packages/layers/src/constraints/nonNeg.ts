import type { Constraint } from '@tenonjs/contracts';
import { named } from '@tenonjs/internal';
import { relu } from '@tensorflow/tfjs-core';

/**
 * Sets negative weights to zero.
 *
 *     max(w, 0)
 *
 * @example
 * nonNeg()(tensor1d([-1, 2])); // [0, 2]
 * @see https://keras.io/api/layers/constraints/#nonneg-class
 */
export const nonNeg = (): Constraint => named('nonNeg', (weight) => relu(weight), {});
