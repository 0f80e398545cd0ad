import { primitive } from '@tenonjs/internal';
import {
  engine,
  equal,
  getBackend,
  getKernel,
  logicalAnd,
  logicalNot,
  logicalOr,
  type NamedAttrMap,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { tapsOf } from '../convolution/taps.js';
import type { PoolAttributes } from './poolLayer.js';

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
  const taps = tapsOf(x.shape, filterSize, { strides, padding, dilation: [1, 1] });
  const enclosed = taps.enclose(x, -Infinity);
  const none = zerosLike(dy);
  let done: Tensor | undefined;
  return taps.total(
    taps.all.map(({ take, put }) => {
      const largest = equal(take(enclosed), y);
      const first = done ? logicalAnd(largest, logicalNot(done)) : largest;
      done = done ? logicalOr(done, largest) : largest;
      return put(where(first, dy, none));
    }),
  );
}
