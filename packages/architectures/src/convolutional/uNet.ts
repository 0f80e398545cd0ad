import { relu, sigmoid, softmax } from '@tenonjs/activations';
import { positiveInteger } from '@tenonjs/internal';
import { concatenate, conv2d, conv2dTranspose, dropout, heNormal, maxPooling2d } from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

export interface UNetOptions extends ImageOptions {
  /** Of the first level; each deeper one has twice as many; 64 by default. */
  readonly filters?: number;
  /** How often the image is halved; 4 by default. */
  readonly depth?: number;
  /** The share dropped at the bottom; 0 by default. */
  readonly rate?: number;
}

/**
 * U-Net: a class for each pixel. What goes down to see more of the image comes up again, and meets at each level what was seen
 * there in detail.
 *
 * Takes images `[batch, height, width, channels]`, `[128, 128, 1]` by default, whose sides are multiples of 2^depth (null where
 * they vary), gives `[batch, height, width, classes]`: probabilities, of the one class by default, or of several that add up
 * to 1. 31,030,658 parameters for one channel and two classes.
 *
 * @throws {RangeError} If a count is not a positive integer, or a side no multiple of 2^depth.
 * @see Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597. Convolutions keep the size, so that no image is cropped.
 */
export function uNet(options: UNetOptions = {}): Model {
  const { inputShape = [128, 128, 1], classes = 1, filters = 64, depth = 4, rate = 0 } = options;
  positiveInteger('uNet', { classes, filters, depth });
  for (const side of inputShape.slice(0, 2)) {
    if (side !== null && side! % 2 ** depth !== 0) {
      throw new RangeError(
        `uNet: the image's sides must be multiples of ${2 ** depth} for depth ${depth}, got ${side}.`,
      );
    }
  }
  const kernelInitializer = heNormal();
  const twice = (x: SymbolicTensor, level: number, name: string): SymbolicTensor =>
    [1, 2].reduce(
      (y, i) =>
        apply(
          conv2d({
            filters: filters * 2 ** level,
            kernelSize: 3,
            padding: 'same',
            activation: relu,
            kernelInitializer,
            name: `${name}_conv${i}`,
          }),
          y,
        ),
      x,
    );
  const image = input({ shape: inputShape, name: 'image' });
  const seen: SymbolicTensor[] = [];
  let x: SymbolicTensor = image;
  for (let level = 0; level < depth; level++) {
    x = twice(x, level, `down${level + 1}`);
    seen.push(x);
    x = apply(maxPooling2d({ poolSize: 2 }), x);
  }
  x = twice(x, depth, 'bottom');
  if (rate > 0) x = apply(dropout({ rate }), x);
  for (let level = depth - 1; level >= 0; level--) {
    const up = conv2dTranspose({ filters: filters * 2 ** level, kernelSize: 2, strides: 2, name: `up${level + 1}` });
    x = twice(apply(concatenate(), [seen[level]!, apply(up, x)]), level, `up${level + 1}`);
  }
  const last = conv2d({
    filters: classes,
    kernelSize: 1,
    activation: classes === 1 ? sigmoid : softmax,
    name: 'predictions',
  });
  return graph({ inputs: image, outputs: apply(last, x), ...identity('uNet', options) });
}
