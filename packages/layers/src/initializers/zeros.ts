import type { Initializer } from '@tenonjs/contracts';
import { initializer } from './initializer.js';

/**
 * Zero everywhere.
 *
 * @example
 * zeros()([3]); // [0, 0, 0]
 */
export const zeros = (): Initializer => initializer('zeros', {}, (size) => new Float32Array(size));
