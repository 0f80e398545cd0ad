import { expectClose } from '@tenonjs/testing';
import { backend_util, engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

type Five = [number, number, number, number, number];
interface Case {
  readonly x: Five;
  readonly filter: Five;
  readonly strides?: number | [number, number, number];
  readonly pad?: 'valid' | 'same';
  readonly dilations?: number | [number, number, number];
}

const cases: Case[] = [
  { x: [1, 1, 1, 1, 1], filter: [1, 1, 1, 1, 1] },
  { x: [2, 4, 5, 6, 3], filter: [2, 3, 3, 3, 5] },
  { x: [2, 4, 5, 6, 3], filter: [3, 3, 3, 3, 9], pad: 'same' },
  { x: [1, 7, 6, 5, 4], filter: [3, 2, 2, 4, 8], strides: 2, pad: 'same' },
  { x: [1, 7, 6, 5, 2], filter: [2, 3, 1, 2, 3], strides: [3, 1, 2] },
  { x: [2, 7, 6, 7, 2], filter: [3, 2, 2, 2, 4], dilations: [2, 1, 3] },
  { x: [1, 3, 4, 4, 6], filter: [1, 1, 1, 6, 10] },
  { x: [1, 2, 2, 2, 1], filter: [3, 3, 3, 1, 2], pad: 'same' },
  { x: [0, 3, 4, 4, 2], filter: [2, 2, 2, 2, 3] },
  // By Winograd's tiles.
  { x: [2, 4, 6, 5, 16], filter: [3, 3, 3, 16, 16], pad: 'same' },
  { x: [1, 5, 9, 10, 16], filter: [2, 3, 3, 16, 24] },
  { x: [1, 7, 8, 8, 16], filter: [3, 3, 3, 16, 16], strides: [2, 1, 1], pad: 'same' },
  { x: [1, 6, 8, 8, 16], filter: [2, 3, 3, 16, 16], dilations: [3, 1, 1] },
];

/** Calls `visit(x index, filter index, y index)` for each product of the sum. */
function products(info: backend_util.Conv3DInfo, visit: (x: number, f: number, y: number) => void): void {
  const { inDepth, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth, outChannels, padInfo } = info;
  for (let n = 0; n < info.batchSize; n++)
    for (let a = 0; a < outDepth; a++)
      for (let i = 0; i < outHeight; i++)
        for (let j = 0; j < outWidth; j++)
          for (let t = 0; t < info.filterDepth; t++)
            for (let r = 0; r < info.filterHeight; r++)
              for (let s = 0; s < info.filterWidth; s++) {
                const plane = a * info.strideDepth + t * info.dilationDepth - padInfo.front;
                const row = i * info.strideHeight + r * info.dilationHeight - padInfo.top;
                const column = j * info.strideWidth + s * info.dilationWidth - padInfo.left;
                if (plane < 0 || plane >= inDepth || row < 0 || row >= inHeight || column < 0 || column >= inWidth)
                  continue;
                const x = (((n * inDepth + plane) * inHeight + row) * inWidth + column) * inChannels;
                const f = ((t * info.filterHeight + r) * info.filterWidth + s) * inChannels;
                const y = (((n * outDepth + a) * outHeight + i) * outWidth + j) * outChannels;
                for (let d = 0; d < inChannels; d++)
                  for (let o = 0; o < outChannels; o++) visit(x + d, (f + d) * outChannels + o, y + o);
              }
}

for (const item of cases) {
  const { strides = 1, pad = 'valid', dilations = 1 } = item;
  const info = backend_util.computeConv3DInfo(item.x, item.filter, strides, dilations, pad);
  const attrs = { strides, pad, dilations };
  const run = (name: string, inputs: Record<string, Tensor>, more: object = {}): Tensor =>
    engine().runKernel(name, inputs, { ...attrs, ...more } as never) as Tensor;
  describe(JSON.stringify(item), () => {
    test('Conv3D and both of its gradients', () => {
      tidy(() => {
        const [x, filter, dy] = [random(item.x, 1), random(item.filter, 2), random(info.outShape, 3)];
        const [xs, fs, gs] = [x.dataSync(), filter.dataSync(), dy.dataSync()];
        const y = new Float64Array(gs.length);
        const dx = new Float64Array(xs.length);
        const dFilter = new Float64Array(fs.length);
        products(info, (p, q, i) => {
          y[i]! += xs[p]! * fs[q]!;
          dx[p]! += gs[i]! * fs[q]!;
          dFilter[q]! += gs[i]! * xs[p]!;
        });
        const forward = run('Conv3D', { x, filter }, { dataFormat: 'NDHWC' });
        expect(forward.shape).toEqual(info.outShape);
        expectClose(forward, y, 2e-5);
        expectClose(run('Conv3DBackpropInputV2', { dy, filter }, { inputShape: item.x }), dx, 2e-5);
        expectClose(run('Conv3DBackpropFilterV2', { x, dy }, { filterShape: item.filter }), dFilter, 2e-5);
      });
    });
  });
}
