import type { Initializer } from '@tenonjs/contracts';
import { finite } from '@tenonjs/internal';
import { initializer } from './initializer.js';

export interface IdentityInitializerOptions {
  /** What stands on the diagonal; 1 by default. */
  readonly gain?: number;
}

/**
 * The identity matrix, for weights of rank 2: a layer that starts by passing its input on.
 *
 *     w = gain · I
 *
 * Named as the alias that Keras gives it, since `identity` is a layer.
 *
 * @throws {RangeError} If `gain` is not finite, or the weight is not a matrix.
 * @example
 * identityInitializer()([2, 2]); // [[1, 0], [0, 1]]
 */
export function identityInitializer(options: IdentityInitializerOptions = {}): Initializer {
  const { gain = 1 } = options;
  finite('identityInitializer', { gain });
  return initializer('identityInitializer', options, (size, _, shape) => {
    if (shape.length !== 2) {
      throw new RangeError(`identityInitializer: weight must have rank 2, got shape [${shape.join(', ')}].`);
    }
    const columns = shape[1]!;
    return new Float32Array(size).map((_, i) => (Math.floor(i / columns) === i % columns ? gain : 0));
  });
}
