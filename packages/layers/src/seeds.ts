import type { CallContext } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';

/** A seed that nobody chose. */
export const randomSeed = (): number => Math.floor(Math.random() * 2 ** 32);

/**
 * Gives each call of a layer its seed: the model's, mixed with the layer's own where it has one, so that two layers
 * differ; without a model the calls are counted.
 */
export function callSeeds(own?: number): (context: CallContext) => number {
  const first = own ?? randomSeed();
  let calls = 0;
  return ({ seed }) => {
    if (seed === undefined) return seedFrom(first, calls++);
    return own === undefined ? seed : seedFrom(seed, own);
  };
}
