import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import { type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { showShape } from '../shapes.js';
import { unchanged } from './unchanged.js';

export interface LambdaOptions extends LayerOptions {
  /**
   * Any function of one tensor; one that declares a second parameter is given the context, with `training` and `mask`. What it
   * does with raw tfjs operations needs their gradients, as `@tenonjs/gradients` has them.
   */
  readonly function: ((x: Tensor) => Tensor) | ((x: Tensor, context: CallContext) => Tensor);
  /** The output's shape without the batch, or as a function of the input's with it; by default the function is tried on zeros. */
  readonly outputShape?: Shape | ((inputShape: Shape) => Shape);
  /** The output's mask; by default the mask ends here. */
  readonly mask?: (x: Tensor, mask: Tensor | null) => Tensor | null;
}

/**
 * Any function as a layer. What has weights, or is to be saved, is better written as a layer of its own; a function is saved
 * by its `type` alone.
 *
 *     y = function(x)
 *
 * @throws {TypeError} If `function` is not a function.
 * @example
 * lambda({ function: (x) => square(x) }).call(tensor1d([1, 2, 3])); // [1, 4, 9]
 * @see https://keras.io/api/layers/core_layers/lambda/
 */
export function lambda(options: LambdaOptions): Layer {
  const { function: given, outputShape, mask } = options;
  if (typeof given !== 'function') {
    throw new TypeError(`lambda: function must be a function of one tensor, got ${JSON.stringify(given)}.`);
  }
  const apply = (x: Tensor, context: CallContext): Tensor =>
    given.length > 1 ? given(x, context) : (given as (x: Tensor) => Tensor)(x);
  return layer('lambda', options, {
    call: (x: Tensor, _, context) => {
      const y = apply(x, context);
      // What comes out must not be what went in: each is disposed alone.
      return y === x ? unchanged(x) : y;
    },
    outputShape: (shape) => {
      if (typeof outputShape === 'function') return outputShape(shape);
      const [batch = null, ...sizes] = shape;
      if (outputShape) return [batch, ...outputShape];
      if (sizes.includes(null)) {
        throw new RangeError(
          `lambda: outputShape must be given where sizes are open, got input of shape ${showShape(shape)}.`,
        );
      }
      const found = tidy(() => apply(zeros([batch ?? 1, ...(sizes as number[])]), {}).shape);
      return batch === null ? [null, ...found.slice(1)] : found;
    },
    ...(mask && { outputMask: mask }),
  });
}
