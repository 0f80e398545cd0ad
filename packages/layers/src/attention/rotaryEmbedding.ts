import type { Layer, Shape } from '@tenonjs/contracts';
import { positive, primitive } from '@tenonjs/internal';
import { add, concat, mul, neg, split, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { minRank, showShape } from '../shapes.js';

export interface RotaryEmbeddingOptions extends LayerOptions {
  /** The longest wave, in time steps over 2π; 10000 by default. */
  readonly maxWavelength?: number;
  /** Divides the time steps, to stretch a model to longer sequences; 1 by default. */
  readonly scalingFactor?: number;
}

/**
 * Turns pairs of features by an angle that grows with time, so that products of two time steps depend on their distance.
 *
 *     y₁ = x₁ cos θ − x₂ sin θ        y₂ = x₂ cos θ + x₁ sin θ        θ[t, i] = t / scalingFactor / maxWavelength^(2i / features)
 *
 * x₁ and x₂ are the halves of the features. Takes and gives `[batch, time, …, features]`, such as queries and keys,
 * `[batch, time, heads, depth]`.
 *
 * @throws {RangeError} If an option is not positive, or the features are odd.
 * @example
 * rotaryEmbedding().call(tensor3d([[[1, 0], [1, 0]]])); // [[[1, 0], [0.540302, 0.841471]]]
 * @see Su et al. 2021, https://arxiv.org/abs/2104.09864; the pairing of halves as in keras-hub.
 */
export function rotaryEmbedding(options: RotaryEmbeddingOptions = {}): Layer {
  const { maxWavelength = 10_000, scalingFactor = 1 } = options;
  positive('rotaryEmbedding', { maxWavelength, scalingFactor });
  return layer('rotaryEmbedding', options, {
    check: (who: string, shape: Shape) => {
      minRank(who, shape, ['batch', 'time', '…', 'features'], 3);
      const features = shape.at(-1);
      if (features != null && features % 2 !== 0) {
        throw new RangeError(`${who}: features must be even, got input of shape ${showShape(shape)}.`);
      }
    },
    call: (x: Tensor) => {
      const [time, features] = [x.shape[1]!, x.shape.at(-1)!];
      const angle = (at: number): number =>
        Math.floor(at / features) / scalingFactor / maxWavelength ** ((2 * (at % (features / 2))) / features);
      const table = (f: (angle: number) => number): Tensor =>
        tensor(
          Float32Array.from({ length: time * features }, (_, at) => f(angle(at))),
          [1, time, ...x.shape.slice(2, -1).map(() => 1), features],
        );
      const turn = (x: Tensor, cos: Tensor, sin: Tensor): Tensor => {
        const [first, second] = split(x, 2, -1) as [Tensor, Tensor];
        return add(mul(x, cos), mul(concat([neg(second), first], -1), sin));
      };
      return primitive({ x }, () => {
        const [cos, sin] = [table(Math.cos), table(Math.sin)];
        // Backwards it turns the other way.
        return {
          value: turn(x, cos, sin),
          keep: [cos, sin],
          gradient: (dy, [cos, sin]) => ({ x: () => turn(dy, cos!, neg(sin!)) }),
        };
      });
    },
    outputMask: sameMask,
  });
}
