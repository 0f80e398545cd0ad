import { engine, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { backendName } from './backendName.js';
import { expectClose } from './expectClose.js';

/**
 * Asserts that the gradients of `f` agree with finite differences, for every element of every input.
 *
 * The output is projected on fixed weights, so that all of its elements are seen. The difference is the five-point
 * central one, whose error is of order h⁴: in float32 that is about 1e-3 relative for smooth functions of size 1.
 * Keep inputs further than 2h from kinks.
 *
 * @param f - Float tensors in, one tensor out; the same result at each call.
 * @param inputs - Its arguments, small: the cost is four calls an element.
 */
export function expectGradients(
  f: (...inputs: any[]) => Tensor,
  inputs: readonly Tensor[],
  { step = 2 ** -5, tolerance = 2e-3 }: { step?: number; tolerance?: number } = {},
): void {
  const weightsOf = (y: Tensor): Tensor =>
    tensor(
      Float32Array.from({ length: y.size }, (_, i) => Math.sin(1 + 1.7 * i)),
      y.shape,
      'float32',
    );
  const project = (...xs: Tensor[]): Tensor => {
    const y = f(...xs);
    return sum(mul(y, weightsOf(y)));
  };
  const analytic = tidy(() => {
    const dy = weightsOf(f(...inputs));
    return engine()
      .gradients(() => f(...inputs), [...inputs], dy)
      .grads.map((g) => g.dataSync().slice() as Float32Array);
  });
  inputs.forEach((input, which) => {
    const at = input.dataSync().slice() as Float32Array;
    const value = (direction: Float32Array, by: number): number =>
      tidy(() => {
        const moved = at.map((x, i) => x + by * direction[i]!);
        return project(
          ...inputs.map((x, j) => (j === which ? tensor(moved, input.shape, 'float32') : x)),
        ).dataSync()[0]!;
      });
    const slope = (direction: Float32Array): number =>
      (8 * (value(direction, step) - value(direction, -step)) -
        (value(direction, 2 * step) - value(direction, -2 * step))) /
      (12 * step);
    const directions = slow ? [oblique(at.length)] : Array.from(at, (_, i) => at.map((_, j) => (i === j ? 1 : 0)));
    expectClose(
      directions.map((direction) => analytic[which]!.reduce((total, g, i) => total + g * direction[i]!, 0)),
      directions.map(slope),
      tolerance,
    );
  });
}

/** Where a read costs ten milliseconds, one slope along a direction that no axis is orthogonal to stands for them all. */
const slow = backendName === 'webgpu';

/** Of length 1. */
function oblique(size: number): Float32Array {
  const direction = Float32Array.from({ length: size }, (_, i) => Math.cos(2 + 1.3 * i));
  const length = Math.hypot(...direction);
  return direction.map((x) => x / length);
}
