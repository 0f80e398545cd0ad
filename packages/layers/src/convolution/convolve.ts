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

type Two = readonly [number, number];

interface Geometry {
  readonly strides: Two;
  readonly padding: Padding;
  readonly dilation: Two;
}

const run = (name: string, inputs: Record<string, Tensor>, attrs: object): Tensor =>
  engine().runKernel(name, inputs, { dataFormat: 'NHWC', ...attrs } as NamedAttrMap) as Tensor;

const padHeightWidth = (x: Tensor, rows: Two, columns: Two): Tensor =>
  [...rows, ...columns].some((zeros) => zeros > 0) ? pad(x, [[0, 0], [...rows], [...columns], [0, 0]]) : x;

/** The zeros around x, before and after: height, width. */
const paddings = (x: Tensor, kernel: Tensor, { strides, padding, dilation }: Geometry): [Two, Two] => [
  around(x.shape[1]!, kernel.shape[0]!, strides[0], padding, dilation[0]),
  around(x.shape[2]!, kernel.shape[1]!, strides[1], padding, dilation[1]),
];

/** Plain where both are 1: tfjs's backward kernels refuse dilation. */
const undilated = ({ dilation }: Geometry): boolean => dilation[0] === 1 && dilation[1] === 1;

/**
 * The gradient of the input: dz with zeros between its rows and columns where the stride left some out, convolved with
 * the kernel turned around.
 */
function inputGradient(dz: Tensor, x: Tensor, kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  if (undilated(geometry)) {
    return run('Conv2DBackpropInput', { dy: dz, filter: kernel }, { strides, pad: padding, inputShape: x.shape });
  }
  const apart = spread(dz, strides);
  const [rows, columns] = paddings(x, kernel, geometry).map(([before], i): Two => {
    const reach = (kernel.shape[i]! - 1) * dilation[i]!;
    return [reach - before, x.shape[i + 1]! + before - apart.shape[i + 1]!];
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
function kernelGradient(dz: Tensor, x: Tensor, kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  if (undilated(geometry) && getKernel('Conv2DBackpropFilter', getBackend())) {
    return run('Conv2DBackpropFilter', { x, dy: dz }, { strides, pad: padding, filterShape: kernel.shape });
  }
  const padded = padHeightWidth(x, ...paddings(x, kernel, geometry));
  const product = run(
    'Conv2D',
    { x: transpose(padded, [3, 1, 2, 0]), filter: transpose(dz, [1, 2, 0, 3]) },
    { strides: dilation, pad: 'valid', dilations: strides },
  );
  // Rows and columns that no stride reached can leave more than the kernel's.
  const [rows, columns, channels, filters] = kernel.shape as [number, number, number, number];
  return transpose(slice(product, [0, 0, 0, 0], [channels, rows, columns, filters]), [1, 2, 0, 3]);
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
  { groups, relu, ...geometry }: Geometry & { readonly groups: number; readonly relu: boolean },
): Tensor {
  const { strides, padding, dilation } = geometry;
  const parts = (t: Tensor): Tensor[] => (groups === 1 ? [t] : split(t, groups, -1));
  const whole = (ts: Tensor[]): Tensor => (groups === 1 ? ts[0]! : concat(ts, -1));
  const inputs = { x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>;
  return primitive(inputs, () => {
    const kernels = parts(kernel);
    const biases = bias && parts(bias);
    const y = whole(
      parts(x).map((x, i) =>
        run(
          'FusedConv2D',
          { x, filter: kernels[i]!, ...(biases && { bias: biases[i]! }) },
          { strides, pad: padding, dilations: dilation, activation: relu ? 'relu' : 'linear' },
        ),
      ),
    );
    return {
      value: y,
      keep: relu ? [x, kernel, y] : [x, kernel],
      gradient: (dy, [x, kernel, y]) => {
        const dz = relu ? reluGradient(dy, y!) : dy;
        const each = (f: typeof inputGradient): Tensor => {
          const [dzs, xs, kernels] = [parts(dz), parts(x!), parts(kernel!)];
          return whole(dzs.map((dz, i) => f(dz, xs[i]!, kernels[i]!, geometry)));
        };
        return {
          x: () => each(inputGradient),
          kernel: () => each(kernelGradient),
          bias: () => sum(reshape(dz, [-1, dz.shape[3]!]), 0),
        };
      },
    };
  });
}
