import { softmax, tanh } from '@tenonjs/activations';
import { positiveInteger } from '@tenonjs/internal';
import { averagePooling2d, conv2d, dense, flatten, zeroPadding2d } from '@tenonjs/layers';
import { type Model, sequential } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

/**
 * LeNet-5: the convolutional network that read cheques.
 *
 * Takes images `[batch, 32, 32, 1]` by default; those of 28 are padded to 32, as the paper does with MNIST's. Gives
 * `[batch, classes]`, 10 by default. 61,706 parameters.
 *
 * @throws {RangeError} If `classes` is not a positive integer.
 * @example
 * leNet5().countParams(); // 61706
 * @see LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf. Softmax stands for its radial basis functions, all maps of the
 * second convolution see all of the first, and pooling has no weights, as is usual now.
 */
export function leNet5(options: ImageOptions = {}): Model {
  const { inputShape = [32, 32, 1], classes = 10 } = options;
  positiveInteger('leNet5', { classes });
  const first = { filters: 6, kernelSize: 5, activation: tanh };
  return sequential(
    [
      ...(inputShape[0] === 28
        ? [zeroPadding2d({ padding: 2, inputShape }), conv2d(first)]
        : [conv2d({ ...first, inputShape })]),
      averagePooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 5, activation: tanh }),
      averagePooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 120, activation: tanh }),
      dense({ units: 84, activation: tanh }),
      dense({ units: classes, activation: softmax }),
    ],
    identity('leNet5', options),
  );
}
