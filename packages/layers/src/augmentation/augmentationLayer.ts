/** What the layers have in common that change images at random. */
import type { Layer, Shape } from '@tenonjs/contracts';
import { rank, seedFrom, uniform } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { floats } from '../preprocessing/resize.js';
import { callSeeds } from '../seeds.js';

export interface AugmentationOptions extends LayerOptions {
  /** Seeds what is random; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/** Lowest and highest of what is drawn: one number stands for both sides of 0, two for a range. */
export type Factor = number | readonly [number, number];

/** A factor as a range, checked: `randomRotation: factor must be a number or two from -1 to 1, got 2.` */
export function rangeOf(
  who: string,
  name: string,
  factor: Factor,
  [least, most]: readonly [number, number],
): [number, number] {
  const both = typeof factor === 'number' ? [Math.max(-Math.abs(factor), least), Math.abs(factor)] : [...factor];
  const valid = both.length === 2 && [...both, ...[factor].flat()].every((one) => one >= least && one <= most);
  if (!valid) {
    throw new RangeError(
      `${who}: ${name} must be a number or two from ${least} to ${most}, got ${JSON.stringify(factor)}.`,
    );
  }
  return [Math.min(...both), Math.max(...both)];
}

/** The range of pixels, checked. */
export function valueRangeOf(who: string, [low, high]: readonly [number, number]): [number, number] {
  if (!(low < high))
    throw new RangeError(`${who}: valueRange must be a lower and a higher number, got [${low}, ${high}].`);
  return [low, high];
}

/** Draws `count` numbers, uniform in a range; each call draws others. */
export type Draw = (count: number, range?: readonly [number, number]) => Float32Array;

/** The draws of a call. */
export function draws(seed: number): Draw {
  let drawn = 0;
  return (count, [low, high] = [0, 1]) => uniform(count, seedFrom(seed, drawn++), low, high);
}

/** A layer that changes images in training; at inference it passes them on, or does what `still` says. */
export function augmentationLayer(
  type: string,
  options: AugmentationOptions,
  augment: (x: Tensor, draw: Draw, seed: number) => Tensor,
  parts: {
    readonly check?: (who: string, shape: Shape) => void;
    readonly still?: (x: Tensor) => Tensor;
    readonly outputShape?: (shape: Shape) => Shape;
  } = {},
): Layer {
  const seedOf = callSeeds(options.seed);
  const { check, still, outputShape } = parts;
  return layer(type, options, {
    check: (who, shape) => {
      rank(who, 'input', shape, IMAGE);
      check?.(who, shape);
    },
    call: (x: Tensor, _, context) => {
      const pixels = floats(x);
      if (!context.training) return still ? still(pixels) : pixels;
      const seed = seedOf(context);
      return augment(pixels, draws(seed), seed);
    },
    ...(outputShape && { outputShape }),
  });
}
