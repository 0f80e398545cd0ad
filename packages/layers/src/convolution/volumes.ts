/** Convolutions of volumes; where a backend has no kernel for them, of images: the taps along the depth become channels. */
import { primitive } from '@tenonjs/internal';
import {
  addN,
  concat,
  getBackend,
  getKernel,
  pad,
  reshape,
  slice,
  split,
  stridedSlice,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { reshaped } from '../reshaping/reshaped.js';
import { type Convolution, convolve, differentiates, type Geometry, run } from './convolve.js';
import { biased, deconvolve } from './deconvolve.js';
import { around, windows } from './geometry.js';
import { spread } from './spread.js';

export type Three = readonly [number, number, number];

/** Windows along the depth. */
interface Depth {
  /** The shape of the volume they lie in. */
  readonly shape: readonly number[];
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros before and after. */
  readonly ends: readonly [number, number];
  readonly count: number;
  readonly groups: number;
}

function depthOf(
  shape: readonly number[],
  size: number,
  { strides, padding, dilation }: Geometry<Three>,
  groups: number,
): Depth {
  const [stride, apart, length] = [strides[0], dilation[0], shape[1]!];
  return {
    shape,
    size,
    stride,
    dilation: apart,
    ends: around(length, size, stride, padding, apart),
    count: windows(length, size, stride, padding, apart)!,
    groups,
  };
}

/** Where tap r of the windows begins, and where the last one's ends. */
const tap = (r: number, { dilation, count, stride }: Depth): [number, number] => [
  r * dilation,
  r * dilation + (count - 1) * stride + 1,
];

/** `[batch, depth, height, width, channels]` to `[batch · windows, height, width, taps · channels]`, the groups of channels apart. */
function takeTaps(x: Tensor, depth: Depth): Tensor {
  const { shape, size, stride, ends, count, groups } = depth;
  const [batch, length, height, width, channels] = shape as [number, number, number, number, number];
  const area = height * width * channels;
  const flat = reshape(x, [batch, length, area]);
  const padded = ends[0] + ends[1] > 0 ? pad(flat, [[0, 0], [...ends], [0, 0]]) : flat;
  const taps = Array.from({ length: size }, (_, r) => {
    const [first, end] = tap(r, depth);
    const taken =
      stride === 1
        ? slice(padded, [0, first, 0], [batch, count, area])
        : stridedSlice(padded, [0, first, 0], [batch, end, area], [1, stride, 1]);
    return reshape(taken, [batch * count * height * width, groups, channels / groups]);
  });
  return reshape(concat(taps, 2), [batch * count, height, width, size * channels]);
}

/** The way back: what each place of the volume has given is summed up there. */
function sumTaps(y: Tensor, depth: Depth): Tensor {
  const { shape, size, stride, ends, count, groups } = depth;
  const [batch, length, height, width, channels] = shape as [number, number, number, number, number];
  const area = height * width * channels;
  const long = length + ends[0] + ends[1];
  const taps = split(reshape(y, [-1, groups, (size * channels) / groups]), size, 2).map((t, r) => {
    const [first, end] = tap(r, depth);
    const apart = spread(reshape(t, [batch, count, 1, area]), [stride, 1]);
    // A window that does not fit the last step of the stride leaves what lies behind it.
    return pad(reshape(apart, [batch, end - first, area]), [
      [0, 0],
      [first, long - end],
      [0, 0],
    ]);
  });
  return reshape(slice(addN(taps), [0, ends[0], 0], [batch, length, area]), [...shape]);
}

const unfold = (x: Tensor, depth: Depth): Tensor =>
  primitive({ x }, () => ({ value: takeTaps(x, depth), gradient: (dy) => ({ x: () => sumTaps(dy, depth) }) }));

const fold = (x: Tensor, depth: Depth): Tensor =>
  primitive({ x }, () => ({ value: sumTaps(x, depth), gradient: (dy) => ({ x: () => takeTaps(dy, depth) }) }));

/** `[depth, rows, columns, inner, outer]` to `[rows, columns, depth · inner, outer]`; as rank 3, since WebGPU turns no rank 5. */
function flatKernel(kernel: Tensor): Tensor {
  const [depth, rows, columns, inner, outer] = kernel.shape as [number, number, number, number, number];
  const [area, pairs] = [rows * columns, inner * outer];
  return primitive({ kernel }, () => ({
    value: reshape(transpose(reshape(kernel, [depth, area, pairs]), [1, 0, 2]), [rows, columns, depth * inner, outer]),
    gradient: (dy) => ({
      kernel: () => reshape(transpose(reshape(dy, [area, depth, pairs]), [1, 0, 2]), kernel.shape),
    }),
  }));
}

const flatGeometry = <G extends Geometry<Three>>({ strides, dilation, ...rest }: G) => ({
  ...rest,
  strides: [strides[1], strides[2]] as const,
  dilation: [dilation[1], dilation[2]] as const,
});

/** Whether there are kernels for volumes. Those of the wasm backend are made for training, where `differentiates` finds them. */
const trains = (geometry: Geometry<Three>): boolean =>
  getBackend() === 'wasm' &&
  differentiates('Conv2DBackpropFilter', flatGeometry(geometry)) &&
  getKernel('Conv3D', 'wasm') !== undefined;

/** By these kernels; with an input's shape the way back to it, the transposed convolution. */
function slideVolumes(
  x: Tensor,
  kernel: Tensor,
  { strides, padding, dilation }: Geometry<Three>,
  inputShape?: readonly number[],
): Tensor {
  const attrs = { dataFormat: 'NDHWC', strides, pad: padding, dilations: dilation };
  const forth = (x: Tensor, filter: Tensor): Tensor => run('Conv3D', { x, filter }, attrs);
  const back = (dy: Tensor, filter: Tensor, inputShape: readonly number[]): Tensor =>
    run('Conv3DBackpropInputV2', { dy, filter }, { ...attrs, inputShape });
  return primitive({ x, kernel }, () => ({
    value: inputShape ? back(x, kernel, inputShape) : forth(x, kernel),
    keep: [x, kernel],
    gradient: (dy, [x, kernel]) => ({
      x: () => (inputShape ? forth(dy, kernel!) : back(dy, kernel!, x!.shape)),
      kernel: () => {
        const inputs = inputShape ? { x: dy, dy: x! } : { x: x!, dy };
        return run('Conv3DBackpropFilterV2', inputs, { ...attrs, filterShape: kernel!.shape });
      },
    }),
  }));
}

/**
 * A convolution of volumes.
 *
 * @param x - `[batch, depth, height, width, channels]`
 * @param kernel - `[depth, rows, columns, channels / groups, filters]`
 * @param bias - `[filters]`
 */
export function convolveVolumes(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  convolution: Convolution<Three>,
): Tensor {
  if (convolution.groups === 1 && trains(convolution)) {
    return biased(slideVolumes(x, kernel, convolution), bias, convolution.relu);
  }
  const depth = depthOf(x.shape, kernel.shape[0]!, convolution, convolution.groups);
  const y = convolve(unfold(x, depth), flatKernel(kernel), bias, flatGeometry(convolution));
  return reshaped(y, [x.shape[0]!, depth.count, ...y.shape.slice(1)]);
}

/**
 * The transposed convolution of volumes.
 *
 * @param x - `[batch, depth, height, width, channels]`
 * @param kernel - `[depth, rows, columns, filters, channels]`
 * @param outputShape - `[batch, newDepth, newHeight, newWidth, filters]`
 */
export function deconvolveVolumes(
  x: Tensor,
  kernel: Tensor,
  outputShape: readonly number[],
  geometry: Geometry<Three>,
): Tensor {
  if (trains(geometry)) return slideVolumes(x, kernel, geometry, outputShape);
  const [batch, steps, height, width, channels] = x.shape as [number, number, number, number, number];
  const [size, , , filters] = kernel.shape as [number, number, number, number];
  const [, long, tall, wide] = outputShape as [number, number, number, number];
  const images = deconvolve(
    reshaped(x, [batch * steps, height, width, channels]),
    flatKernel(kernel),
    [batch * steps, tall, wide, size * filters],
    flatGeometry(geometry),
  );
  // Each step of the input has put its taps on the images; along the depth they are laid over each other.
  return fold(images, depthOf([batch, long, tall, wide, filters], size, geometry, 1));
}
