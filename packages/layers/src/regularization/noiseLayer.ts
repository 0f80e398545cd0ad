import type { Layer, Shape } from '@tenonjs/contracts';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { scaled } from '../core/scaled.js';
import { unchanged } from '../core/unchanged.js';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { callSeeds } from '../seeds.js';

export interface NoiseOptions extends LayerOptions {
  /** Seeds the noise; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/** What x is multiplied by, and what is added then. */
export interface Noise {
  readonly factor?: Float32Array;
  readonly term?: Float32Array;
}

/** A layer that disturbs its input in training, by `x · factor + term`; both are drawn on the host, so that they are the same everywhere. */
export function noiseLayer(
  type: string,
  options: NoiseOptions,
  draw: (size: number, seed: number) => Noise,
  { shape: noiseShape, check }: { shape?: Shape | undefined; check?: (who: string, shape: Shape) => void } = {},
): Layer {
  const seedOf = callSeeds(options.seed);
  return layer(type, options, {
    ...(check && { check }),
    call: (x: Tensor, _, context) => {
      if (!context.training) return unchanged(x);
      const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis]!) ?? x.shape;
      const { factor, term } = draw(
        shape.reduce((a, b) => a * b, 1),
        seedOf(context),
      );
      return scaled(x, factor && tensor(factor, shape), term && tensor(term, shape));
    },
    outputMask: sameMask,
  });
}
