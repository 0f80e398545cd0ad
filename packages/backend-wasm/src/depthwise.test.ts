import { expectClose } from '@tenonjs/testing';
import { engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { type Case, infoOf, products } from '../testing/convolution.js';
import { random } from '../testing/random.js';

const cases: Case[] = [
  { x: [1, 1, 1, 1], filter: [1, 1, 1, 1] },
  { x: [2, 7, 8, 5], filter: [3, 3, 5, 1], pad: 'same' },
  { x: [2, 7, 8, 8], filter: [3, 2, 8, 1], strides: 2, pad: 'same' },
  { x: [1, 9, 9, 3], filter: [3, 3, 3, 4], strides: [2, 3] },
  { x: [2, 9, 10, 4], filter: [3, 3, 4, 2], dilations: 2 },
  {
    x: [1, 6, 6, 6],
    filter: [2, 2, 6, 1],
    pad: [
      [0, 0],
      [1, 2],
      [2, 0],
      [0, 0],
    ],
  },
  { x: [0, 6, 6, 6], filter: [2, 2, 6, 1] },
];

for (const item of cases) {
  test(`gradients of the depthwise convolution ${JSON.stringify(item)}`, () => {
    tidy(() => {
      const { x: xShape, filter: filterShape, strides = 1, pad = 'valid', dilations = 1 } = item;
      const info = infoOf(item, true);
      const [x, filter, dy] = [random(xShape, 1), random(filterShape, 2), random(info.outShape, 3)];
      const [xs, fs, gs] = [x.dataSync(), filter.dataSync(), dy.dataSync()];
      const [dx, df] = [new Float64Array(x.size), new Float64Array(filter.size)];
      products(info, true, (a, f, y) => {
        dx[a]! += fs[f]! * gs[y]!;
        df[f]! += xs[a]! * gs[y]!;
      });
      const attrs = { strides, pad, dilations, inputShape: xShape, filterShape } as never;
      const actual = engine().runKernel('DepthwiseConv2dNativeBackpropInput', { dy, filter }, attrs) as Tensor;
      expect(actual.shape).toEqual(xShape);
      expectClose(actual, dx, 1e-5);
      expectClose(engine().runKernel('DepthwiseConv2dNativeBackpropFilter', { x, dy }, attrs) as Tensor, df, 2e-5);
    });
  });
}
