import { expectClose } from '@tenonjs/testing';
import { engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../testing/random.js';

type Taps = [at: number, share: number][];

/** The pixels that an output pixel takes from, along one axis. */
function taps(name: string, i: number, pixels: number, outputs: number, align: boolean, half: boolean): Taps {
  const scale = align && outputs > 1 ? (pixels - 1) / (outputs - 1) : pixels / outputs;
  const at = half ? (i + 0.5) * scale - 0.5 : i * scale;
  if (name === 'NearestNeighbor') {
    const nearest = align ? Math.round(at) : Math.floor(half ? (i + 0.5) * scale : at);
    return [[Math.min(pixels - 1, nearest), 1]];
  }
  const lower = Math.max(0, Math.floor(at));
  const upper = Math.min(pixels - 1, Math.ceil(at));
  return [
    [lower, 1 - (at - lower)],
    [upper, at - lower],
  ];
}

for (const name of ['Bilinear', 'NearestNeighbor']) {
  for (const [shape, [oh, ow]] of [
    [
      [1, 1, 1, 1],
      [1, 1],
    ],
    [
      [1, 1, 1, 3],
      [4, 4],
    ],
    [
      [2, 3, 4, 5],
      [6, 8],
    ],
    [
      [1, 7, 5, 8],
      [3, 4],
    ],
    [
      [1, 5, 5, 2],
      [1, 9],
    ],
    [
      [0, 4, 4, 2],
      [8, 8],
    ],
  ] as [[number, number, number, number], [number, number]][]) {
    for (const [alignCorners, halfPixelCenters] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      const options = alignCorners ? ', corners aligned' : halfPixelCenters ? ', by the centres of pixels' : '';
      test(`Resize${name} and its gradient: [${shape}] to ${oh} × ${ow}${options}`, () => {
        tidy(() => {
          const [n, h, w, channels] = shape;
          const [images, dy] = [random(shape, 1), random([n, oh, ow, channels], 2)];
          const [xs, gs] = [images.dataSync(), dy.dataSync()];
          const [y, dx] = [new Float64Array(gs.length), new Float64Array(xs.length)];
          for (let b = 0; b < n; b++)
            for (let i = 0; i < oh; i++)
              for (let j = 0; j < ow; j++)
                for (const [r, down] of taps(name, i, h, oh, alignCorners, halfPixelCenters))
                  for (const [s, across] of taps(name, j, w, ow, alignCorners, halfPixelCenters))
                    for (let d = 0; d < channels; d++) {
                      const p = ((b * h + r) * w + s) * channels + d;
                      const q = ((b * oh + i) * ow + j) * channels + d;
                      y[q]! += xs[p]! * down * across;
                      dx[p]! += gs[q]! * down * across;
                    }
          const attrs = { size: [oh, ow], alignCorners, halfPixelCenters } as never;
          if (n > 0) expectClose(engine().runKernel(`Resize${name}`, { images }, attrs) as Tensor, y, 1e-5);
          const actual = engine().runKernel(`Resize${name}Grad`, { images, dy }, attrs) as Tensor;
          expect(actual.shape).toEqual(shape);
          expectClose(actual, dx, 1e-5);
        });
      });
    }
  }
}
