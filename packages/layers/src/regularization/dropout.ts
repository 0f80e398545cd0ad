import type { Layer, Shape } from '@tenonjs/contracts';
import { bits, fraction, kernel, primitive } from '@tenonjs/internal';
import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { unchanged } from '../core/unchanged.js';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { callSeeds } from '../seeds.js';
import { showShape } from '../shapes.js';

export interface DropoutOptions extends LayerOptions {
  /** The share of inputs set to zero, in [0, 1). */
  readonly rate: number;
  /**
   * The shape of the mask, of the input's rank; axes of size 1 share their mask, null stands for the input's size:
   * `[null, 1, null]` drops a feature over all time steps. By default each element has its own.
   */
  readonly noiseShape?: Shape;
  /** Seeds the masks; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/** 1 / (1 − rate) where an element stays, 0 where it falls: the bits of the `Dropout` kernel, made on the host. */
function noise(shape: number[], rate: number, seed: number): Tensor {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const threshold = Math.floor(rate * 2 ** 32);
  for (let i = 0; i < values.length; i++) values[i] = bits(seed, i) >= threshold ? 1 / (1 - rate) : 0;
  return tensor(values, shape);
}

/** One mask, on the way forward and on the way back. */
function drop(x: Tensor, rate: number, seed: number, noiseShape: number[] | undefined): Tensor {
  return primitive({ x }, () => {
    const fused = noiseShape ? undefined : kernel('Dropout', { x }, { rate, seed })?.[0];
    if (fused)
      return { value: fused, gradient: (dy) => ({ x: () => kernel('Dropout', { x: dy }, { rate, seed })![0]! }) };
    const mask = noise(noiseShape ?? x.shape, rate, seed);
    return { value: mul(x, mask), keep: [mask], gradient: (dy, [mask]) => ({ x: () => mul(dy, mask!) }) };
  });
}

/**
 * Sets a random share of its inputs to zero in training and scales up the rest, so that the sum stays the same on
 * average; at inference it changes nothing.
 *
 *     y = x / (1 − rate) with probability 1 − rate, else 0
 *
 * Takes and gives any shape. The same seed drops the same elements on every backend.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * dropout({ rate: 0.5 }).call(tensor1d([1, 2])); // [1, 2]
 * @see Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html; scaled in training, as in Keras.
 */
export function dropout(options: DropoutOptions): Layer {
  const { rate, noiseShape, seed } = options;
  fraction('dropout', { rate });
  const seedOf = callSeeds(seed);
  return layer('dropout', options, {
    check: (who, shape) => {
      if (noiseShape && noiseShape.length !== shape.length) {
        throw new RangeError(
          `${who}: noiseShape must have the input's rank ${shape.length}, got shape ${showShape(noiseShape)}.`,
        );
      }
    },
    call: (x: Tensor, _, context) =>
      context.training && rate > 0
        ? drop(
            x,
            rate,
            seedOf(context),
            noiseShape?.map((size, axis) => size ?? x.shape[axis]!),
          )
        : unchanged(x),
    outputMask: sameMask,
  });
}
