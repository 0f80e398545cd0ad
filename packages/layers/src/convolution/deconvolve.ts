import { primitive } from '@tenonjs/internal';
import { add, relu as positive, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';
import { reluGradient } from '../core/affine.js';
import { type Geometry, inputGradient, kernelGradient, slide } from './convolve.js';

/**
 * The transposed convolution of images: the gradient of a convolution's input, which leads from its output's shape to its
 * input's.
 *
 * @param x - `[batch, height, width, channels]`
 * @param kernel - `[rows, columns, filters, channels]`
 * @param outputShape - `[batch, newHeight, newWidth, filters]`
 */
export function deconvolve(x: Tensor, kernel: Tensor, outputShape: readonly number[], geometry: Geometry): Tensor {
  return primitive({ x, kernel }, () => ({
    value: inputGradient(x, [...outputShape], kernel, geometry),
    keep: [x, kernel],
    gradient: (dy, [x, kernel]) => ({
      x: () => slide('Conv2D', dy, kernel!, geometry),
      kernel: () => kernelGradient(x!, dy, kernel!, geometry),
    }),
  }));
}

/** The sum with a bias over the last axis, where there is one, and a ReLU where `relu` says so: one node. */
export function biased(x: Tensor, bias: Tensor | undefined, relu: boolean): Tensor {
  if (bias === undefined && !relu) return x;
  const inputs = { x, ...(bias && { bias }) } as Record<'x' | 'bias', Tensor>;
  return primitive(inputs, () => {
    // As rows, since WebGPU broadcasts no rank 5.
    const sums = bias ? reshape(add(reshape(x, [-1, bias.size]), bias), x.shape) : x;
    const y = relu ? positive(sums) : sums;
    return {
      value: y,
      keep: relu ? [y] : [],
      gradient: (dy, [y]) => {
        const dz = relu ? reluGradient(dy, y!) : dy;
        return {
          x: () => (relu ? dz : reshape(dy, dy.shape)),
          bias: () => sum(reshape(dz, [-1, dz.shape.at(-1)!]), 0),
        };
      },
    };
  });
}
