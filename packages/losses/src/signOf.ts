import { neg, step, sub, type Tensor } from '@tensorflow/tfjs-core';

/** −1, 0 or 1. tfjs's own on wasm takes 10⁻³⁰ for 0. */
export const signOf = (x: Tensor): Tensor => sub(step(x), step(neg(x)));
