import { bits, seedFrom } from '@tenonjs/internal';
import { settle } from './space.js';
import type { Algorithm } from './trial.js';

export interface RandomSearchOptions {
  /** The same seed, the same trials. Default 0. */
  readonly seed?: number;
}

/**
 * Each trial by itself, at random: what every other search has to beat.
 *
 * @example
 * const { lr } = randomSearch({ seed: 1 })({ lr: uniform(0, 1) }, [], 0);
 * lr >= 0 && lr < 1; // true
 * @see Bergstra & Bengio 2012, https://jmlr.org/papers/v13/bergstra12a.html
 */
export function randomSearch({ seed = 0 }: RandomSearchOptions = {}): Algorithm {
  return (space, _, number) => {
    let draw = 0;
    const own = seedFrom(seed, number);
    return settle(space, (_, dimension) => dimension.at(bits(own, draw++) / 2 ** 32));
  };
}
