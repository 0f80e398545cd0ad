import { primitive } from '@tenonjs/internal';
import { mul, type Scalar, scalar, type Tensor, tidy, variable } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { gradients } from './objective.js';
import { whenReady } from './ready.js';

const product = (a: Tensor, b: Tensor): Tensor =>
  primitive({ a, b }, () => ({
    value: mul(a, b),
    keep: [a, b],
    gradient: (dy, [a, b]) => ({ a: () => mul(dy, b!), b: () => mul(dy, a!) }),
  }));

test('a variable that is read twice is ready with all of its gradient, one that is not read never', () => {
  const [a, b, unread] = [variable(scalar(2)), variable(scalar(3)), variable(scalar(4))];
  const variables = [a, b, unread];
  tidy(() => {
    const seen: [i: number, gradient: number][] = [];
    const handles = variables.map((each) => each.clone());
    const { value, grads } = gradients(() => {
      // b(ab)²: the gradient of a is 2ab³, that of b 3a²b².
      const ab = product(a, b);
      const y = product(product(ab, ab), b);
      whenReady(variables, handles, (i, gradient) => seen.push([i, gradient.dataSync()[0]!]));
      return y as Scalar;
    }, handles);
    expect(value.dataSync()[0]).toBe(108);
    expect(seen.sort(([i], [j]) => i - j)).toEqual([
      [0, 108],
      [1, 108],
    ]);
    expect(grads.map((gradient) => gradient?.dataSync()[0])).toEqual([108, 108, undefined]);
  });
  for (const each of variables) each.dispose();
});

test('a variable is ready before those that are read earlier', () => {
  const [first, last] = [variable(scalar(2)), variable(scalar(3))];
  tidy(() => {
    const order: number[] = [];
    const handles = [first, last].map((each) => each.clone());
    gradients(() => {
      const y = product(product(scalar(5), first), last);
      whenReady([first, last], handles, (i) => order.push(i));
      return y as Scalar;
    }, handles);
    expect(order).toEqual([1, 0]);
  });
  first.dispose();
  last.dispose();
});
