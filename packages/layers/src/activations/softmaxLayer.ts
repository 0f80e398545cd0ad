import type { Layer } from '@tenonjs/contracts';
import { integer, primitive } from '@tenonjs/internal';
import { add, cast, div, equal, exp, max, mul, reshape, sub, sum, type Tensor, where } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask } from '../layer.js';
import { fromStart } from '../normalization/standardize.js';

export interface SoftmaxLayerOptions extends LayerOptions {
  /** The axis or axes over which the outputs sum to 1; −1 by default. */
  readonly axis?: number | readonly number[];
}

/**
 * The softmax as a layer, which knows masks: what is masked out takes no part and becomes 0.
 *
 *     yᵢ = eˣᵢ / Σⱼ eˣⱼ
 *
 * Takes and gives any shape.
 *
 * @throws {RangeError} If `axis` is not an integer or not one of the input's.
 * @example
 * softmaxLayer().call(tensor2d([[0, 0], [0, 1]])); // [[0.5, 0.5], [0.268941, 0.731059]]
 * @see https://keras.io/api/layers/activation_layers/softmax/
 */
export function softmaxLayer(options: SoftmaxLayerOptions = {}): Layer {
  const { axis = -1 } = options;
  const given = typeof axis === 'number' ? [axis] : axis;
  for (const one of given) integer('softmaxLayer', { axis: one });
  return layer('softmaxLayer', options, {
    check: (who, shape) => {
      for (const one of given) {
        if (shape[fromStart(one, shape.length)] === undefined) {
          throw new RangeError(`${who}: axis must lie within rank ${shape.length}, got ${one}.`);
        }
      }
    },
    call: (x: Tensor, _, { mask }) =>
      softmax(
        x,
        given.map((one) => fromStart(one, x.shape.length)),
        mask,
      ),
    outputMask: sameMask,
  });
}

const softmax = (x: Tensor, axes: number[], mask: Tensor | null | undefined): Tensor =>
  primitive({ x }, () => {
    const left = mask && cast(reshape(mask, [...mask.shape, ...x.shape.slice(mask.shape.length).map(() => 1)]), 'bool');
    const seen = left ? where(left, x, -1e30) : x;
    const powers = exp(sub(seen, max(seen, axes, true)));
    const counted = left ? mul(powers, cast(left, 'float32')) : powers;
    const total = sum(counted, axes, true);
    // Where all is masked out, zeros over 1.
    const y = div(counted, left ? add(total, cast(equal(total, 0), 'float32')) : total);
    return {
      value: y,
      keep: [y],
      gradient: (dy, [y]) => ({ x: () => mul(y!, sub(dy, sum(mul(dy, y!), axes, true))) }),
    };
  });
