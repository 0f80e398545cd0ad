import { relu6, softmax } from '@tenonjs/activations';
import { positive, positiveInteger } from '@tenonjs/internal';
import {
  activation,
  add,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  globalAveragePooling2d,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

export interface MobileNetV2Options extends ImageOptions {
  /** Multiplies the number of filters; 1 by default. */
  readonly alpha?: number;
}

/** Expansion, filters, repeats and first stride of each stage: the paper's table 2. */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/** A multiple of 8, not under nine tenths of the value. */
function eights(value: number): number {
  const near = Math.max(8, Math.floor((value + 4) / 8) * 8);
  return near < 0.9 * value ? near + 8 : near;
}

/**
 * MobileNetV2: a network for phones, of narrow blocks that widen, look at each channel alone, and narrow again.
 *
 *     y = x + narrow(depthwise(widen(x)))
 *
 * Takes images `[batch, 224, 224, 3]` by default, gives `[batch, classes]`, 1000 by default. 3,538,984 parameters with alpha 1.
 * The names of its weights are those of Keras.
 *
 * @throws {RangeError} If `alpha` is not positive, or `classes` not a positive integer.
 * @see Sandler et al. 2018, https://arxiv.org/abs/1801.04381; https://keras.io/api/applications/mobilenet/
 */
export function mobileNetV2(options: MobileNetV2Options = {}): Model {
  const { alpha = 1, inputShape = [224, 224, 3], classes = 1000 } = options;
  positive('mobileNetV2', { alpha });
  positiveInteger('mobileNetV2', { classes });
  const normed = (x: SymbolicTensor, name: string, act?: string): SymbolicTensor => {
    const y = apply(batchNormalization({ epsilon: 1e-3, momentum: 0.999, name }), x);
    return act === undefined ? y : apply(activation({ activation: relu6, name: act }), y);
  };
  const point = (x: SymbolicTensor, filters: number, name: string): SymbolicTensor =>
    apply(conv2d({ filters, kernelSize: 1, useBias: false, name }), x);

  const image = input({ shape: inputShape, name: 'image' });
  const stem = conv2d({
    filters: eights(32 * alpha),
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
    name: 'Conv1',
  });
  let x = normed(apply(stem, image), 'bn_Conv1', 'Conv1_relu');
  let id = 0;
  for (const [expansion, base, repeats, first] of stages) {
    for (let i = 0; i < repeats; i++, id++) {
      const prefix = id === 0 ? 'expanded_conv_' : `block_${id}_`;
      const strides = i === 0 ? first : 1;
      const channels = x.shape.at(-1)!;
      const filters = eights(base * alpha);
      const wide =
        expansion === 1
          ? x
          : normed(point(x, expansion * channels, `${prefix}expand`), `${prefix}expand_BN`, `${prefix}expand_relu`);
      const depthwise = depthwiseConv2d({
        kernelSize: 3,
        strides,
        padding: 'same',
        useBias: false,
        name: `${prefix}depthwise`,
      });
      const seen = normed(apply(depthwise, wide), `${prefix}depthwise_BN`, `${prefix}depthwise_relu`);
      const narrow = normed(point(seen, filters, `${prefix}project`), `${prefix}project_BN`);
      x = strides === 1 && channels === filters ? apply(add({ name: `${prefix}add` }), [x, narrow]) : narrow;
    }
  }
  x = normed(point(x, alpha > 1 ? eights(1280 * alpha) : 1280, 'Conv_1'), 'Conv_1_bn', 'out_relu');
  return graph({
    inputs: image,
    outputs: apply(
      dense({ units: classes, activation: softmax, name: 'predictions' }),
      apply(globalAveragePooling2d(), x),
    ),
    ...identity('mobileNetV2', options),
  });
}
