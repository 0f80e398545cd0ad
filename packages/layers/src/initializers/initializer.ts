import type { Initializer } from '@tenonjs/contracts';
import { named } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { randomSeed } from '../seeds.js';

/** What every initializer that draws takes. */
export interface SeedOptions {
  /** Fixes the numbers whatever the model's seed: two weights of one shape get the same. */
  readonly seed?: number;
}

/** Makes an initializer of a function that fills the values; they are made on the host, so that they are the same on every backend. */
export function initializer(
  type: string,
  options: object,
  fill: (size: number, seed: number, shape: readonly number[]) => Float32Array,
): Initializer {
  return named(
    type,
    (shape: readonly number[], seed: number = randomSeed()): Tensor => {
      const { seed: own = seed } = options as SeedOptions;
      const size = shape.reduce((a, b) => a * b, 1);
      return tensor(fill(size, own, shape), [...shape], 'float32');
    },
    options,
  );
}
