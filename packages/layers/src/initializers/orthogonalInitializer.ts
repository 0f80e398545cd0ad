import type { Initializer } from '@tenonjs/contracts';
import { finite, normal } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

export interface OrthogonalInitializerOptions extends SeedOptions {
  /** What the matrix is multiplied by; 1 by default. */
  readonly gain?: number;
}

/** Makes the vectors orthonormal, in place (Gram–Schmidt, twice for accuracy). */
function orthonormalize(vectors: readonly Float64Array[]): void {
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  vectors.forEach((v, k) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        const u = vectors[j]!;
        const along = dot(u, v);
        for (let i = 0; i < v.length; i++) v[i]! -= along * u[i]!;
      }
    }
    const length = Math.sqrt(dot(v, v));
    for (let i = 0; i < v.length; i++) v[i]! /= length;
  });
}

/**
 * A random orthogonal matrix: it turns vectors without stretching them. The default of recurrent kernels.
 *
 *     w · wᵀ = gain² · I   or   wᵀ · w = gain² · I, by the shorter side
 *
 * A weight of higher rank counts as the matrix of its last axis against all others. Named as the alias that Keras gives
 * it, since regularizers have an `orthogonal` too.
 *
 * @throws {RangeError} If `gain` is not finite, or the weight has fewer than two axes.
 * @example
 * const w = orthogonalInitializer({ seed: 1 })([2, 2]);
 * matMul(w, w, false, true); // [[1, 0], [0, 1]]
 * @see Saxe et al. 2013, https://arxiv.org/abs/1312.6120
 */
export function orthogonalInitializer(options: OrthogonalInitializerOptions = {}): Initializer {
  const { gain = 1 } = options;
  finite('orthogonalInitializer', { gain });
  return initializer('orthogonalInitializer', options, (size, seed, shape) => {
    if (shape.length < 2) {
      throw new RangeError(`orthogonalInitializer: weight must have rank 2 or more, got shape [${shape.join(', ')}].`);
    }
    const columns = shape.at(-1)!;
    const rows = size / columns;
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const values = normal(size, seed);
    const vectors = Array.from({ length: count }, (_, k) =>
      Float64Array.from(values.subarray(k * length, (k + 1) * length)),
    );
    orthonormalize(vectors);
    return values.map((_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return gain * (rows < columns ? vectors[row]![column]! : vectors[column]![row]!);
    });
  });
}
