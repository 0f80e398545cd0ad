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
  test(`depthwise convolution and its gradients ${JSON.stringify(item)}`, () => {
    tidy(() => {
      const { x: xShape, filter: filterShape, strides = 1, pad = 'valid', dilations = 1 } = item;
      const info = infoOf(item, true);
      const [x, filter, dy] = [random(xShape, 1), random(filterShape, 2), random(info.outShape, 3)];
      const [xs, fs, gs] = [x.dataSync(), filter.dataSync(), dy.dataSync()];
      const [y, dx, df] = [new Float64Array(dy.size), new Float64Array(x.size), new Float64Array(filter.size)];
      products(info, true, (a, f, i) => {
        dx[a]! += fs[f]! * gs[i]!;
        df[f]! += xs[a]! * gs[i]!;
        y[i]! += xs[a]! * fs[f]!;
      });
      const attrs = { strides, pad, dilations, inputShape: xShape, filterShape } as never;
      expectClose(engine().runKernel('DepthwiseConv2dNative', { x, filter }, attrs) as Tensor, y, 1e-5);
      const bias = random([info.outChannels], 4);
      const bs = bias.dataSync();
      for (const activation of ['relu', 'elu']) {
        const active = (z: number): number => (z > 0 ? z : activation === 'relu' ? 0 : Math.expm1(z));
        const fused = engine().runKernel('FusedDepthwiseConv2D', { x, filter, bias }, {
          ...(attrs as object),
          activation,
        } as never) as Tensor;
        const expected = y.map((value, i) => active(value + bs[i % bs.length]!));
        expectClose(fused, expected, 1e-5);
      }
      const actual = engine().runKernel('DepthwiseConv2dNativeBackpropInput', { dy, filter }, attrs) as Tensor;
      expect(actual.shape).toEqual(xShape);
      expectClose(actual, dx, 1e-5);
      expectClose(engine().runKernel('DepthwiseConv2dNativeBackpropFilter', { x, dy }, attrs) as Tensor, df, 2e-5);
    });
  });
}
