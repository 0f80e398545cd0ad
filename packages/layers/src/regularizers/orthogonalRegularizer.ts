import type { Regularizer } from '@tenonjs/contracts';
import { named, nonNegative, oneOf, primitive, rank } from '@tenonjs/internal';
import {
  abs,
  div,
  eye,
  matMul,
  mul,
  norm,
  type Scalar,
  sign,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  transpose,
} from '@tensorflow/tfjs-core';

export interface OrthogonalRegularizerOptions {
  /** 0.01 by default. */
  readonly factor?: number;
  /** Which vectors are kept apart; `'rows'` by default. */
  readonly mode?: 'rows' | 'columns';
}

/**
 * A penalty on weights whose rows (or columns) point in like directions.
 *
 *     factor · mean over i ≠ j of |uᵢ · uⱼ|,   u = w / ‖w‖, row by row
 *
 * For weights of rank 2.
 *
 * @throws {RangeError} If `factor` is negative, `mode` is neither, or the weight is not a matrix.
 * @example
 * orthogonalRegularizer({ factor: 1 })(tensor2d([[3, 0], [4, 4]])); // 0.7071
 * @see https://keras.io/api/layers/regularizers/#orthogonalregularizer-class
 */
export function orthogonalRegularizer(options: OrthogonalRegularizerOptions = {}): Regularizer {
  const { factor = 0.01, mode = 'rows' } = options;
  nonNegative('orthogonalRegularizer', { factor });
  oneOf('orthogonalRegularizer', { mode }, ['rows', 'columns']);
  const turn = (w: Tensor): Tensor2D => (mode === 'rows' ? (w as Tensor2D) : transpose(w as Tensor2D));
  return named(
    'orthogonalRegularizer',
    (weight) => {
      rank('orthogonalRegularizer', 'weight', weight.shape, ['rows', 'columns']);
      return primitive<'w', Scalar>({ w: weight }, () => {
        const w = turn(weight);
        const count = w.shape[0]!;
        const lengths = norm(w, 'euclidean', 1, true);
        const u = div<Tensor2D>(w, lengths);
        const off = mul<Tensor2D>(matMul(u, u, false, true), sub(1, eye(count)));
        const scale = factor / Math.max(count * (count - 1), 1);
        return {
          value: mul<Scalar>(scale, sum(abs(off))),
          keep: [u, lengths, off],
          gradient: (dy, [u, lengths, off]) => ({
            w: () => {
              const du = mul(mul(dy, 2 * scale), matMul(sign(off as Tensor2D), u as Tensor2D));
              // What would only lengthen a row changes nothing.
              const along = mul(u!, sum(mul(u!, du), 1, true));
              return turn(div(sub(du, along), lengths!));
            },
          }),
        };
      });
    },
    options,
  );
}
