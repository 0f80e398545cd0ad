import { relu, softmax } from '@tenonjs/activations';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import {
  activation,
  add,
  batchNormalization,
  conv2d,
  dense,
  globalAveragePooling2d,
  maxPooling2d,
  zeroPadding2d,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

export interface ResNetOptions extends ImageOptions {
  /** Weighted layers; 50 by default. */
  readonly depth?: 18 | 34 | 50 | 101 | 152;
  /** Of the first stage; each later one has twice as many; 64 by default. */
  readonly filters?: number;
}

const blocks = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const;

/**
 * A residual network for images: what each block adds to its input is learned, so that a hundred layers train.
 *
 *     y = relu(x + norm(conv(… relu(norm(conv(x))) …)))
 *
 * Takes images `[batch, 224, 224, 3]` by default, gives `[batch, classes]`, 1000 by default. ResNet-50 has 25,636,712
 * parameters. Blocks of 18 and 34 layers are of two convolutions; deeper ones are bottlenecks, and Keras's to the name of
 * each weight: convolutions have biases, and the first of a block has its stride.
 *
 * @throws {RangeError} If `depth` is another, or `classes` or `filters` not a positive integer.
 * @see He et al. 2015, https://arxiv.org/abs/1512.03385; https://keras.io/api/applications/resnet/
 */
export function resNet(options: ResNetOptions = {}): Model {
  const { depth = 50, filters: width = 64, inputShape = [224, 224, 3], classes = 1000 } = options;
  oneOf('resNet', { depth }, [18, 34, 50, 101, 152]);
  positiveInteger('resNet', { classes, filters: width });
  const bottleneck = depth >= 50;
  const conv = (x: SymbolicTensor, filters: number, kernelSize: number, strides: number, name: string, act = true) => {
    const padding = kernelSize > 1 ? 'same' : 'valid';
    const y = apply(conv2d({ filters, kernelSize, strides, padding, useBias: bottleneck, name: `${name}_conv` }), x);
    return normed(y, name, act);
  };
  const normed = (x: SymbolicTensor, name: string, act: boolean): SymbolicTensor => {
    const y = apply(batchNormalization({ epsilon: 1.001e-5, name: `${name}_bn` }), x);
    return act ? apply(activation({ activation: relu, name: `${name}_relu` }), y) : y;
  };
  const block = (x: SymbolicTensor, filters: number, strides: number, name: string): SymbolicTensor => {
    const wide = bottleneck ? 4 * filters : filters;
    const around = strides > 1 || x.shape.at(-1) !== wide ? conv(x, wide, 1, strides, `${name}_0`, false) : x;
    const inner = bottleneck
      ? conv(
          conv(conv(x, filters, 1, strides, `${name}_1`), filters, 3, 1, `${name}_2`),
          wide,
          1,
          1,
          `${name}_3`,
          false,
        )
      : conv(conv(x, filters, 3, strides, `${name}_1`), filters, 3, 1, `${name}_2`, false);
    const sum = apply(add({ name: `${name}_add` }), [around, inner]);
    return apply(activation({ activation: relu, name: `${name}_out` }), sum);
  };

  const image = input({ shape: inputShape, name: 'image' });
  const padded = apply(zeroPadding2d({ padding: 3, name: 'conv1_pad' }), image);
  const stem = conv2d({ filters: width, kernelSize: 7, strides: 2, useBias: bottleneck, name: 'conv1_conv' });
  const first = apply(zeroPadding2d({ padding: 1, name: 'pool1_pad' }), normed(apply(stem, padded), 'conv1', true));
  let x = apply(maxPooling2d({ poolSize: 3, strides: 2, name: 'pool1_pool' }), first);
  blocks[depth].forEach((count, stage) => {
    for (let i = 0; i < count; i++)
      x = block(x, width * 2 ** stage, stage > 0 && i === 0 ? 2 : 1, `conv${stage + 2}_block${i + 1}`);
  });
  const pooled = apply(globalAveragePooling2d({ name: 'avg_pool' }), x);
  return graph({
    inputs: image,
    outputs: apply(dense({ units: classes, activation: softmax, name: 'predictions' }), pooled),
    ...identity(`resNet${depth}`, options),
  });
}
