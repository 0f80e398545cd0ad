import {
  addN,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  engine,
  type GradConfig,
  mul,
  type NamedAttrMap,
  pad,
  reshape,
  slice,
  stack,
  sum,
  type Tensor,
  unstack,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { hasKernel } from './hasKernel.js';
import { type Convolution, pair, spread } from './inputGradient.js';
import { seen, taps } from './taps.js';

/** `DepthwiseConv2dNative`: as conv2d's, each channel for itself. */
export const depthwiseConv2dNativeGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: DepthwiseConv2dNative,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], attrs: Convolution) => {
    // The kernels of tfjs ignore dilations.
    const dense = pair(attrs.dilations).every((step) => step === 1);
    const shared = { ...attrs, dilations: pair(attrs.dilations) } as unknown as NamedAttrMap;
    return {
      x: () =>
        dense && hasKernel(DepthwiseConv2dNativeBackpropInput)
          ? engine().runKernel<Tensor>(
              DepthwiseConv2dNativeBackpropInput,
              { dy, filter },
              { ...shared, inputShape: x.shape },
            )
          : inputByTaps(dy, filter, x.shape, attrs),
      filter: () =>
        dense && hasKernel(DepthwiseConv2dNativeBackpropFilter)
          ? engine().runKernel<Tensor>(
              DepthwiseConv2dNativeBackpropFilter,
              { x, dy },
              { ...shared, filterShape: filter.shape },
            )
          : filterByTaps(x, dy, filter.shape, attrs),
    };
  },
});

function filterByTaps(x: Tensor, dy: Tensor, shape: number[], attrs: Convolution): Tensor {
  const [, , channels, multiplier] = shape as [number, number, number, number];
  const rows = reshape(dy, [-1, channels, multiplier]);
  const sums = seen(x, taps(x.shape, shape, dy.shape, attrs)).map((tap) =>
    sum(mul(reshape(tap, [-1, channels, 1]), rows), 0),
  );
  return reshape(stack(sums), shape);
}

function inputByTaps(dy: Tensor, filter: Tensor, shape: number[], attrs: Convolution): Tensor {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const { padding, at, strides } = taps(shape, filter.shape, dy.shape, attrs);
  const [top, left] = [padding[1]!, padding[2]!];
  const size = [shape[1]! + top[0] + top[1], shape[2]! + left[0] + left[1]];
  const weights = unstack(reshape(filter, [height * width, channels, multiplier]));
  const rows = reshape(dy, [-1, channels, multiplier]);
  const parts = at.map(({ begin, end }, i) => {
    const product = reshape(sum(mul(rows, weights[i]!), 2), [...dy.shape.slice(0, 3), channels]);
    const placed = spread(spread(product, 1, strides[0]), 2, strides[1]);
    return pad(placed, [
      [0, 0],
      [begin[0], size[0]! - end[0]],
      [begin[1], size[1]! - end[1]],
      [0, 0],
    ]);
  });
  return slice(addN(parts), [0, top[0], left[0], 0], shape);
}
