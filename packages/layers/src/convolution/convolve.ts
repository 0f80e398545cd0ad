import { primitive } from '@tenonjs/internal';
import {
  concat,
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  pad,
  reshape,
  reverse,
  slice,
  split,
  sum,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { reluGradient } from '../core/affine.js';
import { around, type Padding } from './geometry.js';
import { spread } from './spread.js';

export type Two = readonly [number, number];

/** How windows lie over the axes between batch and channels. */
export interface Geometry<N extends readonly number[] = Two> {
  readonly strides: N;
  readonly padding: Padding;
  readonly dilation: N;
}

/** Runs a kernel of tfjs on images. */
export const run = (name: string, inputs: Record<string, Tensor>, attrs: object): Tensor =>
  engine().runKernel(name, inputs, { dataFormat: 'NHWC', ...attrs } as NamedAttrMap) as Tensor;

const padHeightWidth = (x: Tensor, rows: Two, columns: Two): Tensor =>
  [...rows, ...columns].some((zeros) => zeros > 0) ? pad(x, [[0, 0], [...rows], [...columns], [0, 0]]) : x;

/** The zeros around an image of this shape, before and after: height, width. */
const paddings = (shape: number[], kernel: Tensor, { strides, padding, dilation }: Geometry): [Two, Two] => [
  around(shape[1]!, kernel.shape[0]!, strides[0], padding, dilation[0]),
  around(shape[2]!, kernel.shape[1]!, strides[1], padding, dilation[1]),
];

/**
 * Runs a kernel for the convolution itself. Stock wasm gives zeros for `'same'` where a stride is longer than the window's
 * reach, so there the padding comes first.
 */
export function slide(name: string, x: Tensor, filter: Tensor, geometry: Geometry, more: SlideOptions = {}): Tensor {
  const { strides, padding, dilation } = geometry;
  const { bias, relu = false } = more;
  const leaps = padding === 'same' && strides.some((stride, i) => stride > (filter.shape[i]! - 1) * dilation[i]! + 1);
  return run(
    name,
    { x: leaps ? padHeightWidth(x, ...paddings(x.shape, filter, geometry)) : x, filter, ...(bias && { bias }) },
    { strides, pad: leaps ? 'valid' : padding, dilations: dilation, activation: relu ? 'relu' : 'linear' },
  );
}

interface SlideOptions {
  readonly bias?: Tensor | undefined;
  readonly relu?: boolean;
}

/** tfjs's own backward kernels know no dilation; those made for training, which stock wasm lacks, do. */
export const differentiates = (name: string, { dilation }: Geometry): boolean =>
  getKernel(name, getBackend()) !== undefined && (getBackend() === 'wasm' || (dilation[0] === 1 && dilation[1] === 1));

/**
 * The gradient of the input: dz with zeros between its rows and columns where the stride left some out, convolved with
 * the kernel turned around.
 */
export function inputGradient(dz: Tensor, inputShape: number[], kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  // Stock wasm has this one too, without dilation.
  if (differentiates('Conv2DBackpropFilter', geometry) || dilation.every((one) => one === 1)) {
    const attrs = { strides, pad: padding, dilations: dilation, inputShape };
    return run('Conv2DBackpropInput', { dy: dz, filter: kernel }, attrs);
  }
  const apart = spread(dz, strides);
  const [rows, columns] = paddings(inputShape, kernel, geometry).map(([before], i): Two => {
    const reach = (kernel.shape[i]! - 1) * dilation[i]!;
    return [reach - before, inputShape[i + 1]! + before - apart.shape[i + 1]!];
  }) as [Two, Two];
  return run(
    'Conv2D',
    { x: padHeightWidth(apart, rows, columns), filter: transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2]) },
    { strides: [1, 1], pad: 'valid', dilations: dilation },
  );
}

/**
 * The gradient of the kernel: x convolved with dz, the batch in the place of the channels; stride and dilation change
 * places.
 */
export function kernelGradient(dz: Tensor, x: Tensor, kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  if (differentiates('Conv2DBackpropFilter', geometry)) {
    const attrs = { strides, pad: padding, dilations: dilation, filterShape: kernel.shape };
    return run('Conv2DBackpropFilter', { x, dy: dz }, attrs);
  }
  const padded = padHeightWidth(x, ...paddings(x.shape, kernel, geometry));
  const product = run(
    'Conv2D',
    { x: transpose(padded, [3, 1, 2, 0]), filter: transpose(dz, [1, 2, 0, 3]) },
    { strides: dilation, pad: 'valid', dilations: strides },
  );
  // Rows and columns that no stride reached can leave more than the kernel's.
  const [rows, columns, channels, filters] = kernel.shape as [number, number, number, number];
  return transpose(slice(product, [0, 0, 0, 0], [channels, rows, columns, filters]), [1, 2, 0, 3]);
}

/** Windows, the groups of channels, and whether a ReLU is folded in. */
export interface Convolution<N extends readonly number[] = Two> extends Geometry<N> {
  readonly groups: number;
  readonly relu: boolean;
}

/**
 * A convolution of images, with bias and with a ReLU folded in where `relu` says so: one node.
 *
 * @param x - `[batch, height, width, channels]`
 * @param kernel - `[rows, columns, channels / groups, filters]`
 * @param bias - `[filters]`
 * @returns `[batch, newHeight, newWidth, filters]`
 */
export function convolve(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  { groups, relu, ...geometry }: Convolution,
): Tensor {
  const parts = (t: Tensor): Tensor[] => (groups === 1 ? [t] : split(t, groups, -1));
  const whole = (ts: Tensor[]): Tensor => (groups === 1 ? ts[0]! : concat(ts, -1));
  const inputs = { x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>;
  return primitive(inputs, () => {
    const kernels = parts(kernel);
    const biases = bias && parts(bias);
    const y = whole(
      parts(x).map((x, i) => slide('FusedConv2D', x, kernels[i]!, geometry, { bias: biases?.[i], relu })),
    );
    return {
      value: y,
      keep: relu ? [x, kernel, y] : [x, kernel],
      gradient: (dy, [x, kernel, y]) => {
        const dz = relu ? reluGradient(dy, y!) : dy;
        const kernels = (): Tensor[] => parts(kernel!);
        return {
          x: () => {
            const inputShape = [...x!.shape.slice(0, 3), x!.shape[3]! / groups];
            const dzs = parts(dz);
            return whole(kernels().map((kernel, i) => inputGradient(dzs[i]!, inputShape, kernel, geometry)));
          },
          kernel: () => {
            const [dzs, xs] = [parts(dz), parts(x!)];
            return whole(kernels().map((kernel, i) => kernelGradient(dzs[i]!, xs[i]!, kernel, geometry)));
          },
          bias: () => sum(reshape(dz, [-1, dz.shape[3]!]), 0),
        };
      },
    };
  });
}
