import type { Layer } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import {
  addN,
  engine,
  equal,
  getBackend,
  getKernel,
  logicalAnd,
  logicalNot,
  logicalOr,
  type NamedAttrMap,
  pad,
  slice,
  stridedSlice,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { around } from '../convolution/geometry.js';
import { spread } from '../convolution/spread.js';
import { type Pool2dOptions, type PoolAttributes, pool2d } from './pool2d.js';

export interface MaxPooling2dOptions extends Pool2dOptions {}

/**
 * Keeps the largest number of each window, channel by channel.
 *
 *     y[b, i, j, c] = max over r, s of x[b, i·stride + r, j·stride + s, c]
 *
 * Takes `[batch, height, width, channels]`, gives `[batch, newHeight, newWidth, channels]`. Padding never wins.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * maxPooling2d().call(tensor4d([1, 2, 3, 4], [1, 2, 2, 1])); // [[[[4]]]]
 * @see https://keras.io/api/layers/pooling_layers/max_pooling2d/
 */
export function maxPooling2d(options: MaxPooling2dOptions = {}): Layer {
  return pool2d('maxPooling2d', options, maxPool);
}

const run = (name: string, inputs: Record<string, Tensor>, attributes: PoolAttributes): Tensor =>
  engine().runKernel(name, inputs, attributes as unknown as NamedAttrMap) as Tensor;

/** The pool of `[batch, height, width, channels]`, as one node. */
export const maxPool = (x: Tensor, attributes: PoolAttributes): Tensor =>
  primitive({ x }, () => {
    const y = run('MaxPool', { x }, attributes);
    return {
      value: y,
      keep: [x, y],
      gradient: (dy, [x, y]) => ({
        x: () =>
          hasMaxPoolGrad()
            ? run('MaxPoolGrad', { dy, input: x!, output: y! }, attributes)
            : maxPoolGradient(dy, x!, y!, attributes),
      }),
    };
  });

/** tfjs's own kernel on wasm loses the gradient of windows without a positive number; a backend made for training has its own. */
const hasMaxPoolGrad = (): boolean => getBackend() !== 'wasm' || getKernel('ReluGrad', 'wasm') !== undefined;

/** Sends dy to the first largest element of each window, place by place in the window. */
export function maxPoolGradient(
  dy: Tensor,
  x: Tensor,
  y: Tensor,
  { filterSize, strides, pad: padding }: PoolAttributes,
): Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const [rows, columns] = [y.shape[1]!, y.shape[2]!];
  const [top, bottom] = around(height, filterSize[0], strides[0], padding);
  const [left, right] = around(width, filterSize[1], strides[1], padding);
  const tall = height + top + bottom;
  const wide = width + left + right;
  const padded = pad(
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    -Infinity,
  );
  const none = zerosLike(dy);
  const sent: Tensor[] = [];
  let done: Tensor | undefined;
  for (let r = 0; r < filterSize[0]; r++) {
    for (let c = 0; c < filterSize[1]; c++) {
      const [low, end] = [r + (rows - 1) * strides[0] + 1, c + (columns - 1) * strides[1] + 1];
      const largest = equal(stridedSlice(padded, [0, r, c, 0], [batch, low, end, channels], [1, ...strides, 1]), y);
      const first = done ? logicalAnd(largest, logicalNot(done)) : largest;
      done = done ? logicalOr(done, largest) : largest;
      const apart = spread(where(first, dy, none), strides);
      sent.push(
        pad(apart, [
          [0, 0],
          [r, tall - low],
          [c, wide - end],
          [0, 0],
        ]),
      );
    }
  }
  return slice(addN(sent), [0, top, left, 0], x.shape);
}
