import { relu, softmax } from '@tenonjs/activations';
import { positiveInteger } from '@tenonjs/internal';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { type Model, sequential } from '@tenonjs/models';
import { type ImageOptions, identity } from '../architecture.js';

export interface TutorialCnnOptions extends ImageOptions {
  /** The share dropped before the last layer; 0.5 by default. */
  readonly rate?: number;
}

/**
 * The convolutional network that tutorials begin with: one convolution, one pool, one hidden layer.
 *
 * Takes images `[batch, 28, 28, 1]` by default, gives `[batch, classes]`, 10 by default. 693,962 parameters; 99 % of MNIST
 * in a few epochs.
 *
 * @throws {RangeError} If `classes` is not a positive integer, or `rate` outside [0, 1).
 * @example
 * tutorialCnn().countParams(); // 693962
 * @see https://keras.io/examples/vision/mnist_convnet/
 */
export function tutorialCnn(options: TutorialCnnOptions = {}): Model {
  const { inputShape = [28, 28, 1], classes = 10, rate = 0.5 } = options;
  positiveInteger('tutorialCnn', { classes });
  return sequential(
    [
      conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dropout({ rate }),
      dense({ units: classes, activation: softmax }),
    ],
    identity('tutorialCnn', options),
  );
}
