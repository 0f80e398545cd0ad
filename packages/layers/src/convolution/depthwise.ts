import { primitive } from '@tenonjs/internal';
import { mul, reshape, slice, stack, sum, type Tensor, tile } from '@tensorflow/tfjs-core';
import { reluGradient } from '../core/affine.js';
import { differentiates, type Geometry, run, slide, type Two } from './convolve.js';
import { spread } from './spread.js';
import { tapsOf } from './taps.js';

const windowOf = (kernel: Tensor): Two => [kernel.shape[0]!, kernel.shape[1]!];

/** `[batch, height, width, channels · multiplier]`, each channel as often as it has outputs. */
function repeated(x: Tensor, multiplier: number): Tensor {
  if (multiplier === 1) return x;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const each = tile(reshape(x, [batch * height * width, channels, 1]), [1, 1, multiplier]);
  return reshape(each, [batch, height, width, channels * multiplier]);
}

/** The sum over each channel's outputs. */
function gathered(y: Tensor, multiplier: number): Tensor {
  if (multiplier === 1) return y;
  const [batch, height, width, outputs] = y.shape as [number, number, number, number];
  const channels = outputs / multiplier;
  return reshape(sum(reshape(y, [-1, channels, multiplier]), 2), [batch, height, width, channels]);
}

function inputGradient(dz: Tensor, x: Tensor, kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  if (differentiates('DepthwiseConv2dNativeBackpropInput', geometry)) {
    const attrs = { strides, pad: padding, dilations: dilation, inputShape: x.shape };
    return run('DepthwiseConv2dNativeBackpropInput', { dy: dz, filter: kernel }, attrs);
  }
  const [channels, multiplier] = kernel.shape.slice(2) as [number, number];
  const taps = tapsOf(x.shape, windowOf(kernel), geometry);
  return taps.total(
    taps.all.map(({ at, put }) => {
      const weights = reshape(slice(kernel, [...at, 0, 0], [1, 1, channels, multiplier]), [channels * multiplier]);
      return put(gathered(mul(dz, weights), multiplier));
    }),
  );
}

function kernelGradient(dz: Tensor, x: Tensor, kernel: Tensor, geometry: Geometry): Tensor {
  const { strides, padding, dilation } = geometry;
  if (differentiates('DepthwiseConv2dNativeBackpropFilter', geometry)) {
    const attrs = { strides, pad: padding, dilations: dilation, filterShape: kernel.shape };
    return run('DepthwiseConv2dNativeBackpropFilter', { x, dy: dz }, attrs);
  }
  const taps = tapsOf(x.shape, windowOf(kernel), geometry);
  const enclosed = taps.enclose(x);
  const sums = taps.all.map(({ take }) => sum(mul(repeated(take(enclosed), kernel.shape[3]!), dz), [0, 1, 2]));
  return reshape(stack(sums), kernel.shape);
}

/** A kernel with zeros between its elements, for backends that take no stride together with a dilation. */
function widened(kernel: Tensor, dilation: Two): Tensor {
  const [rows, columns, channels, multiplier] = kernel.shape as [number, number, number, number];
  const apart = spread(reshape(kernel, [1, rows, columns, channels * multiplier]), dilation);
  return reshape(apart, [apart.shape[1]!, apart.shape[2]!, channels, multiplier]);
}

/**
 * A convolution of each channel alone, with bias and with a ReLU folded in where `relu` says so: one node.
 *
 * @param x - `[batch, height, width, channels]`
 * @param kernel - `[rows, columns, channels, multiplier]`
 * @param bias - `[channels · multiplier]`
 * @returns `[batch, newHeight, newWidth, channels · multiplier]`
 */
export function depthwise(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  { relu, ...geometry }: Geometry & { readonly relu: boolean },
): Tensor {
  const { strides, dilation } = geometry;
  const inputs = { x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>;
  return primitive(inputs, () => {
    const both = Math.max(...strides) > 1 && Math.max(...dilation) > 1;
    const y = both
      ? slide('FusedDepthwiseConv2D', x, widened(kernel, dilation), { ...geometry, dilation: [1, 1] }, { bias, relu })
      : slide('FusedDepthwiseConv2D', x, kernel, geometry, { bias, relu });
    return {
      value: y,
      keep: relu ? [x, kernel, y] : [x, kernel],
      gradient: (dy, [x, kernel, y]) => {
        const dz = relu ? reluGradient(dy, y!) : dy;
        return {
          x: () => inputGradient(dz, x!, kernel!, geometry),
          kernel: () => kernelGradient(dz, x!, kernel!, geometry),
          bias: () => sum(reshape(dz, [-1, dz.shape[3]!]), 0),
        };
      },
    };
  });
}
