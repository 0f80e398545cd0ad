import type { Initializer } from '@tenonjs/contracts';
import { finite } from '@tenonjs/internal';
import { initializer } from './initializer.js';

export interface ConstantOptions {
  /** 0 by default. */
  readonly value?: number;
}

/**
 * One number everywhere.
 *
 * @throws {RangeError} If `value` is not finite.
 * @example
 * constant({ value: 0.5 })([2]); // [0.5, 0.5]
 */
export function constant(options: ConstantOptions = {}): Initializer {
  const { value = 0 } = options;
  finite('constant', { value });
  return initializer('constant', options, (size) => new Float32Array(size).fill(value));
}
