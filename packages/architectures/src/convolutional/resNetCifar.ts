import { relu, softmax } from '@tenonjs/activations';
import { positiveInteger } from '@tenonjs/internal';
import { activation, add, batchNormalization, conv2d, dense, globalAveragePooling2d, heNormal } from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

export interface ResNetCifarOptions extends ImageOptions {
  /** Weighted layers: 20, 32, 44, 56 … 6n + 2; 20 by default. */
  readonly depth?: number;
}

/**
 * The residual network for small images, of the paper's experiments on CIFAR-10: three stages of 16, 32 and 64 filters.
 *
 * Takes images `[batch, 32, 32, 3]` by default, gives `[batch, classes]`, 10 by default. ResNet-20 has 0.27 million weights.
 *
 * @throws {RangeError} If `depth` is not 6n + 2, or `classes` not a positive integer.
 * @see He et al. 2015, https://arxiv.org/abs/1512.03385, section 4.2. Where a stage begins, a convolution of size 1 goes around
 * its first block (their option B), as in Keras's examples; the paper pads with zeros there.
 */
export function resNetCifar(options: ResNetCifarOptions = {}): Model {
  const { depth = 20, inputShape = [32, 32, 3], classes = 10 } = options;
  positiveInteger('resNetCifar', { classes });
  const count = (depth - 2) / 6;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`resNetCifar: depth must be 6n + 2, such as 20, 32 or 44, got ${depth}.`);
  }
  const conv = (x: SymbolicTensor, filters: number, kernelSize: number, strides: number): SymbolicTensor => {
    const layer = conv2d({
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: false,
      kernelInitializer: heNormal(),
    });
    return apply(batchNormalization(), apply(layer, x));
  };
  const rectified = (x: SymbolicTensor): SymbolicTensor => apply(activation({ activation: relu }), x);
  const image = input({ shape: inputShape, name: 'image' });
  let x = rectified(conv(image, 16, 3, 1));
  for (const filters of [16, 32, 64]) {
    for (let i = 0; i < count; i++) {
      const strides = filters > 16 && i === 0 ? 2 : 1;
      const inner = conv(rectified(conv(x, filters, 3, strides)), filters, 3, 1);
      x = rectified(apply(add(), [strides > 1 ? conv(x, filters, 1, strides) : x, inner]));
    }
  }
  const pooled = apply(globalAveragePooling2d(), x);
  return graph({
    inputs: image,
    outputs: apply(dense({ units: classes, activation: softmax, name: 'predictions' }), pooled),
    ...identity(`resNetCifar${depth}`, options),
  });
}
