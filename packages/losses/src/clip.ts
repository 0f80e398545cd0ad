import { cast, equal, maximum, minimum, type Tensor } from '@tensorflow/tfjs-core';

/** What Keras keeps logarithms and divisions away from zero by. */
export const EPSILON = 1e-7;

/** x limited to [low, high]. NaN stays NaN, which clipByValue on wasm turns into low. */
export const clip = (x: Tensor, low: number = EPSILON, high: number = 1 - EPSILON): Tensor =>
  maximum(minimum(x, high), low);

/** The slope of `clip`: 1 where it changed nothing, else 0. */
export const unchanged = (x: Tensor, clipped: Tensor): Tensor => cast(equal(x, clipped), 'float32');
