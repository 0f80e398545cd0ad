/** What the layers have in common that mix images and labels of a batch. */
import type { Layer, Shape, Tensors } from '@tenonjs/contracts';
import { permutation, primitive, rank, seedFrom } from '@tenonjs/internal';
import { add, gather, mul, sub, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { IMAGE } from '../convolution/geometry.js';
import { assemble } from '../layer.js';
import { floats } from '../preprocessing/resize.js';
import { callSeeds } from '../seeds.js';
import { showShape } from '../shapes.js';
import { type AugmentationOptions, type Draw, draws } from './augmentationLayer.js';

/** What share each pixel keeps of its own image, and each label of its own. */
export interface Shares {
  /** `[batch, 1, 1, 1]` or `[batch, height, width, 1]` */
  readonly pixels: Tensor;
  readonly labels: Float32Array;
}

/** `x · kept + other · (1 − kept)`, the other being that which `order` names. */
const mixed = (x: Tensor, order: Int32Array, kept: Tensor): Tensor =>
  primitive({ x }, () => {
    const back = new Int32Array(order.length);
    order.forEach((from, i) => {
      back[from] = i;
    });
    return {
      value: add(mul(x, kept), mul(gather(x, tensor1d(order, 'int32')), sub(1, kept))),
      keep: [kept],
      gradient: (dy, [kept]) => ({
        x: () => add(mul(dy, kept!), gather(mul(dy, sub(1, kept!)), tensor1d(back, 'int32'))),
      }),
    };
  });

/** A layer that mixes each image with another of its batch in training, and its label, where given, in the same proportion. */
export function mixingLayer(
  type: string,
  options: AugmentationOptions,
  share: (shape: readonly number[], draw: Draw, seed: number) => Shares,
): Layer<Tensors, Tensors> {
  const seedOf = callSeeds(options.seed);
  return assemble<Tensors, Tensors>(type, options, {
    check: (who, shapes) => {
      const all = (Array.isArray(shapes[0]) ? shapes : [shapes]) as readonly Shape[];
      if (all.length > 2)
        throw new RangeError(`${who}: input must be images, or images and labels, got ${all.length} tensors.`);
      rank(who, 'input', all[0]!, IMAGE);
      const [images, labels] = all.map(([batch]) => batch);
      if (labels != null && images != null && labels !== images) {
        throw new RangeError(
          `${who}: images and labels must be as many, got shapes ${all.map(showShape).join(' and ')}.`,
        );
      }
    },
    call: (inputs, _, context) => {
      const [images, labels] = [inputs].flat().map(floats) as [Tensor, Tensor?];
      if (!context.training) return labels ? [images, labels] : images;
      const seed = seedOf(context);
      const order = permutation(images.shape[0]!, seedFrom(seed, 2000));
      const { pixels, labels: kept } = share(images.shape, draws(seed), seed);
      const mixture = mixed(images, order, pixels);
      if (labels === undefined) return mixture;
      return [mixture, mixed(labels, order, tensor(kept, [kept.length, ...labels.shape.slice(1).map(() => 1)]))];
    },
  });
}
