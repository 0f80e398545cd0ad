import { expectClose } from '@tenonjs/testing';
import {
  avgPool,
  backend_util,
  engine,
  maxPool,
  mul,
  neg,
  sum,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

interface Case {
  readonly x: [number, number, number, number];
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad?: 'valid' | 'same' | number;
}

const cases: Case[] = [
  { x: [1, 1, 1, 1], filterSize: 1, strides: 1 },
  { x: [2, 26, 26, 32], filterSize: 2, strides: 2 },
  { x: [1, 5, 7, 5], filterSize: 2, strides: 2 },
  { x: [1, 5, 7, 5], filterSize: 2, strides: 2, pad: 'same' },
  { x: [2, 6, 6, 6], filterSize: 3, strides: 1, pad: 'same' },
  { x: [2, 9, 8, 4], filterSize: [3, 2], strides: [2, 1] },
  { x: [1, 8, 8, 3], filterSize: 2, strides: 3 },
  { x: [1, 6, 6, 7], filterSize: 2, strides: 1 },
  { x: [1, 6, 6, 4], filterSize: 3, strides: 2, pad: 1 },
  { x: [0, 4, 4, 4], filterSize: 2, strides: 2 },
];

/** Calls `visit(y index, x indices of its window in the image)`. */
function windows(info: backend_util.Conv2DInfo, visit: (y: number, window: number[]) => void): void {
  for (let n = 0; n < info.batchSize; n++)
    for (let i = 0; i < info.outHeight; i++)
      for (let j = 0; j < info.outWidth; j++)
        for (let d = 0; d < info.inChannels; d++) {
          const window: number[] = [];
          for (let r = 0; r < info.filterHeight; r++)
            for (let s = 0; s < info.filterWidth; s++) {
              const row = i * info.strideHeight + r - info.padInfo.top;
              const column = j * info.strideWidth + s - info.padInfo.left;
              if (row >= 0 && row < info.inHeight && column >= 0 && column < info.inWidth)
                window.push(((n * info.inHeight + row) * info.inWidth + column) * info.inChannels + d);
            }
          visit(((n * info.outHeight + i) * info.outWidth + j) * info.inChannels + d, window);
        }
}

for (const item of cases) {
  const { x: shape, filterSize, strides, pad = 'valid' } = item;
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
  const attrs = { filterSize, strides, pad } as never;
  describe(JSON.stringify(item), () => {
    const inputs: [string, (x: Tensor) => Tensor][] = [
      ['any sign', (x) => x],
      ['all negative', (x) => neg(mul(x, x))],
      [
        'ties',
        (x) =>
          tensor(
            x.dataSync().map((v) => Math.sign(v) - 1),
            shape,
          ),
      ],
    ];
    for (const [name, make] of inputs) {
      test(`MaxPool and MaxPoolGrad, ${name}`, () => {
        tidy(() => {
          const x = make(random(shape, 1));
          const y = maxPool(x as never, filterSize, strides, pad) as Tensor;
          const dy = random(info.outShape, 2);
          const [xs, gs, expected, best] = [
            x.dataSync(),
            dy.dataSync(),
            new Float64Array(x.size),
            new Float64Array(y.size),
          ];
          windows(info, (o, window) => {
            const first = window.reduce((a, b) => (xs[b]! > xs[a]! ? b : a));
            best[o] = xs[first]!;
            expected[first]! += gs[o]!;
          });
          expectClose(y, best);
          const dx = engine().runKernel('MaxPoolGrad', { dy, input: x, output: y }, attrs) as Tensor;
          expect(dx.shape).toEqual(shape);
          expectClose(dx, expected);
        });
      });
    }
    test('AvgPoolGrad', () => {
      tidy(() => {
        const x = random(shape, 1);
        const y = avgPool(x as never, filterSize, strides, pad) as Tensor;
        const dy = random(info.outShape, 2);
        const [xs, gs, expected, means] = [
          x.dataSync(),
          dy.dataSync(),
          new Float64Array(x.size),
          new Float64Array(y.size),
        ];
        windows(info, (o, window) => {
          for (const i of window) {
            expected[i]! += gs[o]! / (typeof pad === 'number' ? info.filterHeight * info.filterWidth : window.length);
            means[o]! += xs[i]! / window.length;
          }
        });
        expectClose(y, means);
        expectClose(engine().runKernel('AvgPoolGrad', { dy, input: x }, attrs) as Tensor, expected);
      });
    });
  });
}

test('the gradient of a pool over negative numbers keeps its sum', () => {
  tidy(() => {
    const x = neg(mul(random([1, 8, 8, 4], 1), random([1, 8, 8, 4], 1)));
    const y = maxPool(x as never, 2, 2, 'valid') as Tensor;
    const dy = random(y.shape, 3);
    const dx = engine().runKernel('MaxPoolGrad', { dy, input: x, output: y }, {
      filterSize: 2,
      strides: 2,
      pad: 'valid',
    } as never) as Tensor;
    expectClose(sum(dx), sum(dy), 1e-5);
  });
});

test('MaxPoolWithArgmax: where the first maximum is, in the batch or in its image', () => {
  tidy(() => {
    const x = mul(tensor([5, 9, 3, 9, 1, 2, 7, 7, 8, 4, 6, 6], [2, 2, 3, 1]), -1);
    for (const includeBatchInIndex of [true, false]) {
      const [y, index] = engine().runKernel('MaxPoolWithArgmax', { x }, {
        filterSize: 2,
        strides: 1,
        pad: 'valid',
        includeBatchInIndex,
      } as never) as Tensor[];
      expect([...y!.dataSync()]).toEqual([-1, -1, -4, -6]);
      expect([...index!.dataSync()]).toEqual(includeBatchInIndex ? [4, 4, 9, 10] : [4, 4, 3, 4]);
    }
  });
});
