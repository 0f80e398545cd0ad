import type { Layer, Shape } from '@tenonjs/contracts';
import { bits, kernel, primitive } from '@tenonjs/internal';
import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { unchanged } from '../core/unchanged.js';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { callSeeds } from '../seeds.js';

/** 1 / (1 − rate) where an element stays, 0 where it falls: the bits of the `Dropout` kernel, made on the host. */
export function noise(shape: number[], rate: number, seed: number): Tensor {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const threshold = Math.floor(rate * 2 ** 32);
  for (let i = 0; i < values.length; i++) values[i] = bits(seed, i) >= threshold ? 1 / (1 - rate) : 0;
  return tensor(values, shape);
}

/** One mask, on the way forward and on the way back. */
export function drop(x: Tensor, rate: number, seed: number, noiseShape: number[] | undefined): Tensor {
  return primitive({ x }, () => {
    const fused = noiseShape ? undefined : kernel('Dropout', { x }, { rate, seed })?.[0];
    if (fused)
      return { value: fused, gradient: (dy) => ({ x: () => kernel('Dropout', { x: dy }, { rate, seed })![0]! }) };
    const mask = noise(noiseShape ?? x.shape, rate, seed);
    return { value: mul(x, mask), keep: [mask], gradient: (dy, [mask]) => ({ x: () => mul(dy, mask!) }) };
  });
}

/** A layer that drops in training; `noiseShape` is the shape of the mask, null where it is the input's. */
export function dropoutLayer(
  type: string,
  options: LayerOptions & { readonly rate: number; readonly seed?: number },
  noiseShape: Shape | undefined,
  check: (who: string, shape: Shape) => void,
): Layer {
  const { rate, seed } = options;
  const seedOf = callSeeds(seed);
  return layer(type, options, {
    check,
    call: (x: Tensor, _, context) => {
      if (!context.training || rate === 0) return unchanged(x);
      const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis]!);
      return drop(x, rate, seedOf(context), shape);
    },
    outputMask: sameMask,
  });
}
