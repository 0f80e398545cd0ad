import { relu } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';

/** The tutorial's CNN, to the logits. */
export const cnn = () => [
  conv2d({ filters: 32, kernelSize: 3, activation: relu }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 128, activation: relu }),
  dropout({ rate: 0.5 }),
  dense({ units: 10 }),
];
