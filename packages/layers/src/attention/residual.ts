import { kernel, primitive } from '@tenonjs/internal';
import { add, clone, mul, type Tensor } from '@tensorflow/tfjs-core';
import { noise } from '../regularization/dropoutLayer.js';

/** `x + dropout(y)`, as one node; `drop` absent: nothing is dropped. */
export function residual(
  x: Tensor,
  y: Tensor,
  drop: { readonly rate: number; readonly seed: number } | undefined,
): Tensor {
  return primitive({ x, y }, () => {
    const dropped = (t: Tensor, mask: Tensor | undefined): Tensor =>
      drop === undefined ? clone(t) : mask ? mul(t, mask) : kernel('Dropout', { x: t }, { ...drop })![0]!;
    const fused = drop && kernel('Dropout', { x: y }, { ...drop })?.[0];
    const mask = drop && !fused ? noise(y.shape, drop.rate, drop.seed) : undefined;
    return {
      value: add(x, fused ?? (mask ? mul(y, mask) : y)),
      keep: mask ? [mask] : [],
      gradient: (dy, [mask]) => ({ x: () => clone(dy), y: () => dropped(dy, mask) }),
    };
  });
}
