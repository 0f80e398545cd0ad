import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { type Model, sequential } from '@tenonjs/models';

/** What a saved model may be made of. */
export const parts = { conv2d, maxPooling2d, flatten, dense, dropout, relu, softmax };

/** The tutorial's convolutional network. */
export const cnn = (): Model =>
  sequential([
    conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 128, activation: relu }),
    dropout({ rate: 0.5 }),
    dense({ units: 10, activation: softmax }),
  ]);
