/** What the layers have in common that convolve each channel alone. */
import type { Layer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { type Weight, weight } from '../layer.js';
import { depthwise } from './depthwise.js';
import type { Axes, Padding } from './geometry.js';
import { biasOf, type Frame, sliding } from './sliding.js';
import type { DepthwiseOptions, WindowOptions } from './windowOptions.js';

export interface DepthwiseLayerOptions<Size, Pad = Padding> extends WindowOptions<Size, Pad>, DepthwiseOptions {}

/** The kernel of each channel, for windows of this size. */
export const depthwiseKernel = (options: DepthwiseOptions, window: readonly number[], channels: number): Weight =>
  weight([...window, channels, options.depthMultiplier ?? 1], options.depthwiseInitializer ?? glorotUniform(), {
    regularizer: options.depthwiseRegularizer,
    constraint: options.depthwiseConstraint,
  });

/** A depthwise convolution over these axes. */
export function depthwiseLayer(
  type: string,
  options: DepthwiseLayerOptions<number | readonly number[], Padding | 'causal'>,
  axes: Axes,
  frame?: Frame,
): Layer {
  const { depthMultiplier = 1 } = options;
  positiveInteger(type, { depthMultiplier });
  return sliding<{ kernel: Weight; bias: Weight | false }>(
    type,
    options,
    axes,
    {
      build: (window, channels) => ({
        kernel: depthwiseKernel(options, window, channels),
        bias: biasOf(options, channels * depthMultiplier),
      }),
      call: (x, { kernel, bias }, geometry) => depthwise(x, kernel, bias, geometry),
      filters: (channels) => channels && channels * depthMultiplier,
    },
    frame,
  );
}
