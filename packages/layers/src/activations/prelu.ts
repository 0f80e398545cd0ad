import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { integer, primitive } from '@tenonjs/internal';
import { greaterEqual, minimum, mul, type Tensor, where } from '@tensorflow/tfjs-core';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { sumTo } from '../merging/merge.js';
import { minRank, showShape } from '../shapes.js';

export interface PreluOptions extends LayerOptions {
  /** `zeros()` by default. */
  readonly alphaInitializer?: Initializer;
  readonly alphaRegularizer?: Regularizer;
  readonly alphaConstraint?: Constraint;
  /** The axes, counted from 1, along which one slope is shared: `[1, 2]` gives each channel of an image its own. */
  readonly sharedAxes?: readonly number[];
}

/**
 * The rectified linear unit whose slope below 0 is learned.
 *
 *     y = x where x ≥ 0, else alpha · x
 *
 * Takes and gives `[batch, …]`. Weights: `alpha`, of the shape of a sample, with size 1 along `sharedAxes`.
 *
 * @throws {RangeError} If a shared axis is not an integer or not one of the input's.
 * @example
 * prelu({ alphaInitializer: constant({ value: 0.5 }) }).call(tensor2d([[-2, 3]])); // [[-1, 3]]
 * @see He et al. 2015, https://arxiv.org/abs/1502.01852
 */
export function prelu(options: PreluOptions = {}): Layer {
  const { alphaInitializer = zeros(), alphaRegularizer, alphaConstraint, sharedAxes = [] } = options;
  for (const axis of sharedAxes) integer('prelu', { sharedAxes: axis });
  return layer('prelu', options, {
    check: (who, shape) => {
      minRank(who, shape, ['batch', '…'], 2);
      for (const axis of sharedAxes) {
        if (axis < 1 || axis >= shape.length) {
          throw new RangeError(`${who}: sharedAxes must be from 1 to ${shape.length - 1}, got ${axis}.`);
        }
      }
    },
    build: (shape) => {
      const sizes = shape.slice(1).map((size, i) => (sharedAxes.includes(i + 1) ? 1 : size));
      if (sizes.includes(null)) {
        throw new RangeError(`prelu: sizes must be known to build, got shape ${showShape(shape)}.`);
      }
      return {
        alpha: weight(sizes as number[], alphaInitializer, {
          regularizer: alphaRegularizer,
          constraint: alphaConstraint,
        }),
      };
    },
    call: (x: Tensor, { alpha }) =>
      primitive({ x, alpha }, () => ({
        value: where(greaterEqual(x, 0), x, mul(x, alpha)),
        keep: [x, alpha],
        gradient: (dy, [x, alpha]) => ({
          x: () => where(greaterEqual(x!, 0), dy, mul(dy, alpha!)),
          alpha: () => sumTo(mul(dy, minimum(x!, 0)), alpha!.shape),
        }),
      })),
    outputMask: sameMask,
  });
}
