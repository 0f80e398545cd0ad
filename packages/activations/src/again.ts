import { engine, type Tensor } from '@tensorflow/tfjs-core';

/**
 * What the forward pass kept; computed again from the input while the gradient is itself recorded, for a second
 * derivative: to a tape, a kept result is a constant.
 */
export const again = <T extends Tensor | Tensor[]>(kept: T, compute: () => T): T =>
  engine().state.gradientDepth > 0 ? compute() : kept;
