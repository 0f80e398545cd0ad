import type { Activation } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { clone, mul, relu, sigmoid, square, step, sub, type Tensor, tanh } from '@tensorflow/tfjs-core';

/** An activation whose slope is known from its value: what a layer needs that states its own way back. */
export interface Curve {
  readonly value: (x: Tensor) => Tensor;
  /** The gradient of x, where the value was y. */
  readonly slope: (dy: Tensor, y: Tensor) => Tensor;
}

const curves: Readonly<Record<string, Curve>> = {
  tanh: { value: (x) => tanh(x), slope: (dy, y) => mul(dy, sub(1, square(y))) },
  sigmoid: { value: (x) => sigmoid(x), slope: (dy, y) => mul(dy, mul(y, sub(1, y))) },
  relu: { value: (x) => relu(x), slope: (dy, y) => mul(dy, step(y)) },
  linear: { value: (x) => clone(x), slope: (dy) => clone(dy) },
};

/** The name of an activation that is as its name says, without options of its own. */
export const nameOf = (activation: Activation | undefined, otherwise: 'tanh' | 'sigmoid'): string =>
  activation === undefined ? otherwise : activation.config === undefined ? (activation.type ?? '') : '';

/** The curve of that name; undefined for activations that are functions alone. */
export const curveOf = (name: string): Curve | undefined => curves[name];

/** The curve as an activation. */
export const onTape =
  ({ value, slope }: Curve) =>
  (x: Tensor): Tensor =>
    primitive({ x }, () => {
      const y = value(x);
      return { value: y, keep: [y], gradient: (dy, [y]) => ({ x: () => slope(dy, y!) }) };
    });
