import { primitive } from '@tenonjs/internal';
import {
  add,
  clipByValue,
  clone,
  greaterEqual,
  lessEqual,
  logicalAnd,
  mul,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

/** `x · factor + term`, of which x alone has a gradient; both broadcast to x. */
export function scaled(x: Tensor, factor: Tensor | undefined, term?: Tensor): Tensor {
  return primitive({ x }, () => {
    const product = factor ? mul(x, factor) : x;
    return {
      value: term ? add(product, term) : factor ? product : clone(x),
      keep: factor ? [factor] : [],
      gradient: (dy, [factor]) => ({ x: () => (factor ? mul(dy, factor) : clone(dy)) }),
    };
  });
}

/** x brought into a range; what lies outside has no gradient. */
export const clipped = (x: Tensor, [low, high]: readonly [number, number]): Tensor =>
  primitive({ x }, () => ({
    value: clipByValue(x, low, high),
    keep: [x],
    gradient: (dy, [x]) => ({
      x: () => where(logicalAnd(greaterEqual(x!, low), lessEqual(x!, high)), dy, zerosLike(dy)),
    }),
  }));
