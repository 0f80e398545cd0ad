import { expectClose } from '@tenonjs/testing';
import { abs, backend_util, engine, neg, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

interface Case {
  readonly x: [number, number, number, number, number];
  readonly filterSize: number | [number, number, number];
  readonly strides: number | [number, number, number];
  readonly pad?: 'valid' | 'same' | number;
}

const cases: Case[] = [
  { x: [1, 1, 1, 1, 1], filterSize: 1, strides: 1 },
  { x: [2, 4, 6, 4, 8], filterSize: 2, strides: 2 },
  { x: [1, 5, 4, 7, 5], filterSize: [2, 3, 2], strides: [1, 2, 2] },
  { x: [2, 3, 5, 4, 3], filterSize: 3, strides: 1, pad: 'same' },
  { x: [1, 5, 5, 5, 6], filterSize: 2, strides: 3, pad: 'same' },
  { x: [1, 4, 4, 4, 7], filterSize: 3, strides: 2, pad: 1 },
  { x: [0, 4, 4, 4, 4], filterSize: 2, strides: 2 },
];

/** Calls `visit(y index, x indices of its window in the volume)`. */
function windows(info: backend_util.Conv3DInfo, visit: (y: number, window: number[]) => void): void {
  const { inDepth, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth, padInfo } = info;
  let y = 0;
  for (let n = 0; n < info.batchSize; n++)
    for (let a = 0; a < outDepth; a++)
      for (let i = 0; i < outHeight; i++)
        for (let j = 0; j < outWidth; j++)
          for (let d = 0; d < inChannels; d++, y++) {
            const window: number[] = [];
            for (let t = 0; t < info.filterDepth; t++)
              for (let r = 0; r < info.filterHeight; r++)
                for (let s = 0; s < info.filterWidth; s++) {
                  const plane = a * info.strideDepth + t - padInfo.front;
                  const row = i * info.strideHeight + r - padInfo.top;
                  const column = j * info.strideWidth + s - padInfo.left;
                  if (plane < 0 || plane >= inDepth || row < 0 || row >= inHeight || column < 0 || column >= inWidth)
                    continue;
                  window.push((((n * inDepth + plane) * inHeight + row) * inWidth + column) * inChannels + d);
                }
            visit(y, window);
          }
}

for (const item of cases) {
  const { x: shape, filterSize, strides, pad = 'valid' } = item;
  const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad);
  const attrs = { filterSize, strides, pad, dataFormat: 'NDHWC' } as never;
  const volume = info.filterDepth * info.filterHeight * info.filterWidth;
  const run = (name: string, inputs: Record<string, Tensor>): Tensor =>
    engine().runKernel(name, inputs as never, attrs) as Tensor;
  describe(JSON.stringify(item), () => {
    for (const [sign, of] of [
      ['any sign', (x: Tensor) => x],
      ['all negative', (x: Tensor) => neg(abs(x))],
    ] as const) {
      test(`maximum and average, and their gradients, ${sign}`, () => {
        tidy(() => {
          const input = of(random(shape, 1));
          const dy = random(info.outShape, 2);
          const [xs, gs] = [input.dataSync(), dy.dataSync()];
          const [most, mean] = [new Float64Array(gs.length), new Float64Array(gs.length)];
          const [dMost, dMean] = [new Float64Array(xs.length), new Float64Array(xs.length)];
          windows(info, (y, window) => {
            const best = window.reduce((a, b) => (xs[b]! > xs[a]! ? b : a));
            most[y] = xs[best]!;
            dMost[best]! += gs[y]!;
            for (const at of window) {
              mean[y]! += xs[at]! / window.length;
              dMean[at]! += gs[y]! / (pad === 'same' ? window.length : volume);
            }
          });
          const output = run('MaxPool3D', { x: input });
          expect(output.shape).toEqual(info.outShape);
          expectClose(output, most, 0);
          expectClose(run('AvgPool3D', { x: input }), mean, 1e-6);
          expectClose(run('MaxPool3DGrad', { dy, input, output }), dMost, 1e-6);
          expectClose(run('AvgPool3DGrad', { dy, input }), dMean, 1e-6);
        });
      });
    }
  });
}
