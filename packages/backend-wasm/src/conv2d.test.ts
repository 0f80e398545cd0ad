import { expectClose } from '@tenonjs/testing';
import { add, conv2d, engine, fused, relu, type Tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type Case, infoOf, products } from '../testing/convolution.js';
import { random } from '../testing/random.js';

const cases: Case[] = [
  { x: [1, 1, 1, 1], filter: [1, 1, 1, 1] },
  { x: [2, 28, 28, 1], filter: [3, 3, 1, 32] },
  { x: [2, 9, 11, 1], filter: [5, 3, 1, 5], pad: 'same' },
  { x: [3, 7, 8, 3], filter: [3, 3, 3, 8], pad: 'same' },
  { x: [1, 8, 7, 5], filter: [3, 2, 5, 9], strides: 2, pad: 'same' },
  { x: [2, 12, 11, 4], filter: [3, 3, 4, 10], strides: [3, 2] },
  { x: [2, 10, 10, 3], filter: [3, 3, 3, 4], dilations: 2 },
  { x: [1, 10, 13, 2], filter: [2, 3, 2, 17], dilations: [3, 2], pad: 'same' },
  { x: [2, 6, 6, 8], filter: [1, 1, 8, 16] },
  { x: [2, 6, 5, 8], filter: [1, 1, 8, 3], strides: 2 },
  { x: [1, 5, 5, 2], filter: [5, 5, 2, 8] },
  { x: [1, 4, 4, 2], filter: [3, 3, 2, 2], pad: 2 },
  {
    x: [1, 6, 7, 2],
    filter: [2, 2, 2, 3],
    strides: 1,
    pad: [
      [0, 0],
      [2, 0],
      [1, 3],
      [0, 0],
    ],
  },
  {
    x: [1, 6, 7, 2],
    filter: [2, 2, 2, 3],
    strides: 2,
    pad: [
      [0, 0],
      [1, 2],
      [3, 1],
      [0, 0],
    ],
  },
  { x: [2, 16, 16, 33], filter: [3, 3, 33, 20], pad: 'same' },
  { x: [1, 1, 40, 6], filter: [1, 5, 6, 12], pad: 'same' },
  { x: [0, 5, 5, 2], filter: [3, 3, 2, 4] },
  // By Winograd's tiles: odd and even sizes, one sample and several, more tiles than are taken at a time.
  { x: [1, 15, 14, 32], filter: [3, 3, 32, 24], pad: 'same' },
  { x: [2, 12, 13, 32], filter: [3, 3, 32, 32] },
  { x: [1, 28, 27, 32], filter: [3, 3, 32, 16], pad: 'same' },
  { x: [2, 12, 9, 32], filter: [3, 3, 32, 32], pad: 4 },
  { x: [0, 6, 6, 16], filter: [3, 3, 16, 16] },
];

for (const [i, item] of cases.entries()) {
  const { x: xShape, filter: filterShape, strides = 1, pad = 'valid', dilations = 1 } = item;
  const attrs = { strides, pad, dilations, dataFormat: 'NHWC', dimRoundingMode: undefined } as never;
  const run = (name: string, inputs: Record<string, Tensor>, more: object = {}): Tensor =>
    engine().runKernel(name, inputs, { ...(attrs as object), ...more } as never) as Tensor;

  describe(`${i}: ${JSON.stringify(item)}`, () => {
    const info = infoOf(item);
    test('forward', () => {
      tidy(() => {
        const [x, filter] = [random(xShape, 1), random(filterShape, 2)];
        const [xs, fs, expected] = [
          x.dataSync(),
          filter.dataSync(),
          new Float64Array(info.outShape.reduce((a, b) => a * b, 1)),
        ];
        products(info, false, (a, f, y) => {
          expected[y]! += xs[a]! * fs[f]!;
        });
        const y = run('Conv2D', { x, filter });
        expect(y.shape).toEqual(info.outShape);
        expectClose(y, expected, 2e-5);
        const bias = random([info.outChannels], 3);
        expectClose(run('FusedConv2D', { x, filter, bias }, { activation: 'relu' }), relu(add(y, bias)));
      });
    });
    test('gradient of the filter', () => {
      tidy(() => {
        const [x, dy] = [random(xShape, 1), random(info.outShape, 2)];
        const [xs, gs, expected] = [
          x.dataSync(),
          dy.dataSync(),
          new Float64Array(filterShape.reduce((a, b) => a * b, 1)),
        ];
        products(info, false, (a, f, y) => {
          expected[f]! += xs[a]! * gs[y]!;
        });
        const dFilter = run('Conv2DBackpropFilter', { x, dy }, { filterShape });
        expect(dFilter.shape).toEqual(filterShape);
        expectClose(dFilter, expected, 1e-4);
      });
    });
    test('gradient of the input', () => {
      tidy(() => {
        const [filter, dy] = [random(filterShape, 1), random(info.outShape, 2)];
        const [fs, gs, expected] = [
          filter.dataSync(),
          dy.dataSync(),
          new Float64Array(xShape.reduce((a, b) => a * b, 1)),
        ];
        products(info, false, (a, f, y) => {
          expected[a]! += fs[f]! * gs[y]!;
        });
        const dx = run('Conv2DBackpropInput', { dy, filter }, { inputShape: xShape });
        expect(dx.shape).toEqual(xShape);
        expectClose(dx, expected, 2e-5);
      });
    });
  });
}

test('channels first gives the same numbers', () => {
  tidy(() => {
    const [x, filter] = [random([2, 6, 7, 3], 1), random([3, 2, 3, 5], 2)];
    const turn = (t: Tensor): Tensor => transpose(t, [0, 3, 1, 2]);
    const y = conv2d(x as never, filter as never, 2, 'same') as Tensor;
    expectClose(conv2d(turn(x) as never, filter as never, 2, 'same', 'NCHW') as Tensor, turn(y));
    const attrs = { strides: 2, pad: 'same', dimRoundingMode: undefined } as object;
    const both = (
      name: string,
      inputs: Record<string, Tensor>,
      more: (shape: (s: number[]) => number[]) => object,
    ): [Tensor, Tensor] => {
      const first = ([n, h, w, c]: number[]): number[] => [n!, c!, h!, w!];
      const turned = Object.fromEntries(
        Object.entries(inputs).map(([key, t]) => [key, key === 'filter' ? t : turn(t)]),
      );
      return [
        engine().runKernel(name, inputs, { ...attrs, dataFormat: 'NHWC', ...more((s) => s) } as never) as Tensor,
        engine().runKernel(name, turned, { ...attrs, dataFormat: 'NCHW', ...more(first) } as never) as Tensor,
      ];
    };
    const [dx, dxFirst] = both('Conv2DBackpropInput', { dy: y, filter }, (shape) => ({
      inputShape: shape([2, 6, 7, 3]),
    }));
    expectClose(dxFirst, turn(dx));
    const [df, dfFirst] = both('Conv2DBackpropFilter', { x, dy: y }, () => ({ filterShape: [3, 2, 3, 5] }));
    expectClose(dfFirst, df);
  });
});

test('fused activations that are not folded in', () => {
  tidy(() => {
    const [x, filter, bias] = [random([1, 5, 5, 2], 1), random([3, 3, 2, 4], 2), random([4], 3)];
    const y = add(conv2d(x as never, filter as never, 1, 'valid') as Tensor, bias);
    const sigmoidOf = y.dataSync().map((v) => 1 / (1 + Math.exp(-v)));
    expectClose(
      fused.conv2d({
        x: x as never,
        filter: filter as never,
        strides: 1,
        pad: 'valid',
        bias,
        activation: 'sigmoid',
      }) as Tensor,
      sigmoidOf,
    );
  });
});

test('a filter changed between calls is seen: nothing is cached by tensor', () => {
  tidy(() => {
    const x = random([1, 4, 4, 2], 1);
    const [f1, f2] = [random([3, 3, 2, 8], 2), random([3, 3, 2, 8], 3)];
    const y1 = (conv2d(x as never, f1 as never, 1, 'same') as Tensor).dataSync().slice();
    conv2d(x as never, f2 as never, 1, 'same');
    expectClose(conv2d(x as never, f1 as never, 1, 'same') as Tensor, y1, 0);
  });
});
