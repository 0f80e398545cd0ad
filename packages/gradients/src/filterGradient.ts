import {
  Conv2DBackpropFilter,
  engine,
  matMul,
  reshape,
  stack,
  stridedSlice,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { hasKernel } from './hasKernel.js';
import { type Convolution, pair } from './inputGradient.js';
import { seen, taps } from './taps.js';

/** The gradient of a convolution's filter, `filterShape` being `[height, width, channels, filters]`. */
export function filterGradient(x: Tensor, dy: Tensor, filterShape: number[], convolution: Convolution): Tensor {
  const { strides, pad, dataFormat = 'NHWC', dimRoundingMode, dilations } = convolution;
  const [high, wide] = pair(dilations);
  const [height, width, channels, filters] = filterShape as [number, number, number, number];
  if (!hasKernel(Conv2DBackpropFilter)) {
    const [input, output] = dataFormat === 'NHWC' ? [x, dy] : [transpose(x, [0, 2, 3, 1]), transpose(dy, [0, 2, 3, 1])];
    const rows = reshape(output, [-1, filters]);
    const products = seen(input, taps(input.shape, filterShape, output.shape, convolution)).map((tap) =>
      matMul(reshape(tap, [-1, channels]), rows, true),
    );
    return reshape(stack(products), filterShape);
  }
  // A dilated filter is one with zeros between its taps: take the taps out of its gradient.
  const spreadShape = [(height - 1) * high + 1, (width - 1) * wide + 1, channels, filters];
  const gradient: Tensor = engine().runKernel(
    Conv2DBackpropFilter,
    { x, dy },
    { strides, pad: pad as number, dataFormat, dimRoundingMode: dimRoundingMode!, filterShape: spreadShape },
  );
  return high * wide === 1 ? gradient : stridedSlice(gradient, [0, 0, 0, 0], spreadShape, [high, wide, 1, 1]);
}
