import { primitive } from '@tenonjs/internal';
import { engine, mul, type NamedAttrMap, pad, slice, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { around } from '../convolution/geometry.js';
import type { PoolAttributes } from './poolLayer.js';

const run = (name: string, inputs: Record<string, Tensor>, attributes: PoolAttributes): Tensor =>
  engine().runKernel(name, inputs, attributes as unknown as NamedAttrMap) as Tensor;

/** The pool of `[batch, height, width, channels]`, as one node. */
export const averagePool = (x: Tensor, attributes: PoolAttributes): Tensor =>
  primitive({ x }, () => ({
    value: run('AvgPool', { x }, attributes),
    keep: [x],
    gradient: (dy, [x]) => ({ x: () => averagePoolGradient(dy, x!, attributes) }),
  }));

/**
 * tfjs's backward kernels divide by the whole window even where part of it is padding. So they are given a padded input,
 * where every window is whole, and dy in proportion.
 */
function averagePoolGradient(dy: Tensor, x: Tensor, attributes: PoolAttributes): Tensor {
  const { filterSize, strides, pad: padding } = attributes;
  const [height, width] = [x.shape[1]!, x.shape[2]!];
  const rows = around(height, filterSize[0], strides[0], padding);
  const columns = around(width, filterSize[1], strides[1], padding);
  if ([...rows, ...columns].every((zeros) => zeros === 0)) return run('AvgPoolGrad', { dy, input: x }, attributes);
  const down = shares(height, dy.shape[1]!, filterSize[0], strides[0], rows[0]);
  const across = shares(width, dy.shape[2]!, filterSize[1], strides[1], columns[0]);
  const share = tensor4d(
    down.flatMap((a) => across.map((b) => a * b)),
    [1, down.length, across.length, 1],
  );
  const input = pad(x, [[0, 0], rows, columns, [0, 0]]);
  const whole = run('AvgPoolGrad', { dy: mul(dy, share), input }, { ...attributes, pad: 'valid' });
  return slice(whole, [0, rows[0], columns[0], 0], x.shape);
}

/** The window's size over how much of it lies on the input, for each window along an axis. */
const shares = (size: number, count: number, window: number, stride: number, before: number): number[] =>
  Array.from({ length: count }, (_, i) => {
    const start = i * stride - before;
    return window / (Math.min(start + window, size) - Math.max(start, 0));
  });
