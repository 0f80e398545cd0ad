import { expectClose } from '@tenonjs/testing';
import {
  customGrad,
  memory,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { adam, optimizer, sgd } from './index.js';

/** ‖w‖², with its gradient. */
const parabola = customGrad((w: any, save: any) => {
  save([w]);
  return { value: sum(square(w)), gradFunc: (dy: any, [w]: any) => mul(dy, mul(2, w)) };
}) as (w: Tensor) => Scalar;

test('minimize works as with an optimizer of tfjs-core', () => {
  const w = variable(tensor1d([1, -2]));
  const before = memory().numTensors;
  const opt = sgd({ learningRate: 0.25 });
  const cost = opt.minimize(() => parabola(w), true, [w])!;
  expectClose(cost, [5]);
  expectClose(w, [0.5, -1]);
  cost.dispose();
  opt.dispose();
  expect(memory().numTensors).toBe(before);
  expect(opt.minimize(() => parabola(w), false)).toBeNull();
  w.dispose();
});
