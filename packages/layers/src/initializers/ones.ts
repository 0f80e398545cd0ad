import type { Initializer } from '@tenonjs/contracts';
import { initializer } from './initializer.js';

/**
 * One everywhere.
 *
 * @example
 * ones()([3]); // [1, 1, 1]
 */
export const ones = (): Initializer => initializer('ones', {}, (size) => new Float32Array(size).fill(1));
