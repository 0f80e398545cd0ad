import type { Activation } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Whether an activation is the plain ReLU, which products and convolutions fold in. */
export const isRelu = (activation: Activation | undefined): boolean =>
  activation?.type === 'relu' && activation.config === undefined;

/** Applies an activation to a value into which a ReLU has been folded already. */
export const activate = (x: Tensor, activation: Activation | undefined): Tensor =>
  activation === undefined || isRelu(activation) ? x : activation(x);
