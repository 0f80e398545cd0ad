import { Conv2DBackpropInput, engine, pad, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';

type Pair = number | [number, number];

/** How a convolution was done: the attributes that its kernels share. */
export interface Convolution {
  readonly strides: Pair;
  readonly pad: string | number | [number, number][];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: string;
  readonly dilations?: Pair;
}

export const pair = (size: Pair | undefined): [number, number] => (Array.isArray(size) ? size : [size ?? 1, size ?? 1]);

/** Puts `step − 1` zeros between the rows along an axis. */
export function spread(x: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return x;
  const [rows, shape] = [x.shape[axis]!, [...x.shape]];
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const padded = pad(reshape(x, [outer * rows, 1, -1]), [
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  shape[axis] = (rows - 1) * step + 1;
  return reshape(slice(reshape(padded, [outer, rows * step, -1]), [0, 0, 0], [-1, shape[axis]!, -1]), shape);
}

/** The gradient of a convolution's input; a dilated filter is one with zeros between its taps. */
export function inputGradient(dy: Tensor, filter: Tensor, inputShape: number[], convolution: Convolution): Tensor {
  const { strides, dataFormat = 'NHWC', dimRoundingMode, dilations } = convolution;
  const [high, wide] = pair(dilations);
  return engine().runKernel(
    Conv2DBackpropInput,
    { dy, filter: spread(spread(filter, 0, high), 1, wide) },
    { strides, pad: convolution.pad as number, dataFormat, dimRoundingMode: dimRoundingMode!, inputShape },
  );
}
