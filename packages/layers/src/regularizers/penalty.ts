import { primitive } from '@tenonjs/internal';
import { abs, add, mul, type Scalar, sign, square, sum, type Tensor } from '@tensorflow/tfjs-core';

/** `l1 · Σ |w| + l2 · Σ w²` */
export const penalty = (w: Tensor, l1: number, l2: number): Scalar =>
  primitive<'w', Scalar>({ w }, () => {
    const terms = [l1 !== 0 && mul(l1, sum(abs(w))), l2 !== 0 && mul(l2, sum(square(w)))].filter(
      (term) => term !== false,
    );
    return {
      value: terms.length > 0 ? (terms.reduce((a, b) => add(a, b)) as Scalar) : mul<Scalar>(0, sum(w)),
      keep: [w],
      gradient: (dy, [w]) => ({ w: () => mul(dy, add(mul(l1, sign(w!)), mul(2 * l2, w!))) }),
    };
  });
