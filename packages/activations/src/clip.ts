import { maximum, minimum, mul, step, sub, type Tensor } from '@tensorflow/tfjs-core';

/** x limited to [low, high]. NaN stays NaN, which clipByValue on wasm turns into low. */
export const clip = (x: Tensor, low: number, high: number): Tensor => maximum(minimum(x, high), low);

/** The slope of `clip`: 1 where low < x < high, else 0. */
export const inside = (x: Tensor, low: number, high: number): Tensor => step(mul(sub(x, low), sub(high, x)));
