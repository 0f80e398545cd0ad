import { add, mul, type Tensor } from '@tensorflow/tfjs-core';

/** A running mean: `kept · mean + (1 − kept) · now`. */
export const running = (mean: Tensor, now: Tensor, kept: number): Tensor => add(mul(mean, kept), mul(now, 1 - kept));
