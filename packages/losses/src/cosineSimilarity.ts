import { minimum, mul, neg, rsqrt, square, step, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { EPSILON } from './clip.js';
import type { LossWith } from './loss.js';
import { rowwise } from './rowwise.js';

export interface CosineSimilarityOptions {
  /** The axis the vectors lie along. Default −1, the last. */
  readonly axis?: number;
}

/**
 * Cosine similarity, negated: −1 where the vectors point the same way, 1 where they point apart.
 *
 *     −Σᵢ tᵢ pᵢ / (|t| |p|)            |t|, |p| at least 10⁻⁷
 *
 * @param yTrue - Vectors, `[batch, …, features]`; no gradient flows to them.
 * @param yPred - Vectors, of the same shape.
 * @returns One loss per sample, `[batch]`: the mean over its vectors.
 * @throws {RangeError} If the shapes differ, or there is no such axis.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * cosineSimilarity(tensor2d([[0, 1], [1, 1]]), tensor2d([[1, 0], [1, 1]])); // [0, -1]
 * @see Keras's `cosine_similarity`.
 */
export const cosineSimilarity: LossWith<CosineSimilarityOptions> = /* @__PURE__ */ rowwise(
  'cosineSimilarity',
  ({ axis = -1 }: CosineSimilarityOptions = {}) => ({
    axes: [axis],
    compare: (yTrue, yPred) => {
      const scale = inverseLength(yPred);
      const t = mul(yTrue, inverseLength(yTrue));
      const p = mul(yPred, scale);
      const cosine = sum(mul(t, p), 1, true);
      return {
        value: neg(cosine),
        keep: [t, p, cosine, scale],
        slope: ([t, p, cosine, scale]) => {
          // Where the length is limited it does not change.
          const along = mul(mul(p!, cosine!), step(sub(1 / EPSILON, scale!)));
          return mul(scale!, sub(along, t!));
        },
      };
    },
  }),
);

const inverseLength = (x: Tensor): Tensor => minimum(rsqrt(sum(square(x), 1, true)), 1 / EPSILON);
