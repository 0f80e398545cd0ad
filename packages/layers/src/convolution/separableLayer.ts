/** What the separable convolutions have in common. */
import type { Constraint, Initializer, Layer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { type Weight, weight } from '../layer.js';
import { convolve } from './convolve.js';
import { depthwise } from './depthwise.js';
import { depthwiseKernel } from './depthwiseLayer.js';
import type { Axes, Padding } from './geometry.js';
import { biasOf, type Frame, sliding } from './sliding.js';
import type { DepthwiseOptions, WindowOptions } from './windowOptions.js';

export interface SeparableOptions<Size, Pad = Padding> extends WindowOptions<Size, Pad>, DepthwiseOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** `glorotUniform()` by default. */
  readonly pointwiseInitializer?: Initializer;
  readonly pointwiseRegularizer?: Regularizer;
  readonly pointwiseConstraint?: Constraint;
}

const PLAIN = { strides: [1, 1], dilation: [1, 1], padding: 'valid', groups: 1 } as const;

/** A separable convolution over these axes. */
export function separableLayer(
  type: string,
  options: SeparableOptions<number | readonly number[], Padding | 'causal'>,
  axes: Axes,
  frame?: Frame,
): Layer {
  const { filters, depthMultiplier = 1, pointwiseInitializer = glorotUniform() } = options;
  positiveInteger(type, { filters, depthMultiplier });
  return sliding<{ depthwiseKernel: Weight; pointwiseKernel: Weight; bias: Weight | false }>(
    type,
    options,
    axes,
    {
      build: (window, channels) => ({
        depthwiseKernel: depthwiseKernel(options, window, channels),
        pointwiseKernel: weight([...window.map(() => 1), channels * depthMultiplier, filters], pointwiseInitializer, {
          regularizer: options.pointwiseRegularizer,
          constraint: options.pointwiseConstraint,
        }),
        bias: biasOf(options, filters),
      }),
      call: (x, { depthwiseKernel, pointwiseKernel, bias }, { relu, ...geometry }) =>
        convolve(depthwise(x, depthwiseKernel, undefined, { ...geometry, relu: false }), pointwiseKernel, bias, {
          ...PLAIN,
          relu,
        }),
      filters: () => filters,
    },
    frame,
  );
}
