import { expectClose } from '@tenonjs/testing';
import { backend_util, engine, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../testing/random.js';

for (const [xShape, filterShape, strides, pad, dilations] of [
  [[1, 1, 1, 1], [1, 1, 1], 1, 'valid', 1],
  [[2, 5, 6, 3], [2, 3, 3], 1, 'same', 1],
  [[1, 7, 7, 2], [3, 2, 2], [2, 1], 'valid', 1],
  [[1, 7, 8, 4], [2, 2, 4], 1, 'same', [2, 3]],
] as const) {
  test(`Dilation2D and its gradients, [${xShape}] by [${filterShape}], all sums negative`, () => {
    tidy(() => {
      const info = backend_util.computeDilation2DInfo(
        [...xShape],
        [...filterShape],
        strides as never,
        pad,
        'NHWC',
        dilations as never,
      );
      const [x, filter] = [sub(random(xShape, 1), 20), random(filterShape, 2)];
      const dy = random(info.outShape, 3);
      const [xs, fs, gs] = [x.dataSync(), filter.dataSync(), dy.dataSync()];
      const [y, dx, df] = [new Float64Array(dy.size), new Float64Array(x.size), new Float64Array(filter.size)];
      const channels = info.inChannels;
      for (let i = 0; i < y.length; i++) {
        const d = i % channels;
        const column = Math.floor(i / channels) % info.outWidth;
        const row = Math.floor(i / channels / info.outWidth) % info.outHeight;
        const n = Math.floor(i / channels / info.outWidth / info.outHeight);
        const pairs: [number, number][] = [];
        for (let r = 0; r < info.filterHeight; r++)
          for (let s = 0; s < info.filterWidth; s++) {
            const p = row * info.strideHeight + r * info.dilationHeight - info.padInfo.top;
            const q = column * info.strideWidth + s * info.dilationWidth - info.padInfo.left;
            if (p < 0 || p >= info.inHeight || q < 0 || q >= info.inWidth) continue;
            pairs.push([
              ((n * info.inHeight + p) * info.inWidth + q) * channels + d,
              (r * info.filterWidth + s) * channels + d,
            ]);
          }
        const [a, b] = pairs.reduce((best, pair) =>
          xs[pair[0]]! + fs[pair[1]]! > xs[best[0]]! + fs[best[1]]! ? pair : best,
        );
        y[i] = xs[a]! + fs[b]!;
        dx[a]! += gs[i]!;
        df[b]! += gs[i]!;
      }
      const run = (name: string, inputs: Record<string, Tensor>): Tensor =>
        engine().runKernel(name, inputs, { strides, pad, dilations } as never) as Tensor;
      const actual = run('Dilation2D', { x, filter });
      expect(actual.shape).toEqual(info.outShape);
      expectClose(actual, y, 1e-6);
      expectClose(run('Dilation2DBackpropInput', { x, filter, dy }), dx, 1e-6);
      expectClose(run('Dilation2DBackpropFilter', { x, filter, dy }), df, 1e-6);
    });
  });
}
