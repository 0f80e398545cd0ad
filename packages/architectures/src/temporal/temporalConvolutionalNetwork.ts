import { relu, softmax } from '@tenonjs/activations';
import type { Shape } from '@tenonjs/contracts';
import { fraction, positiveInteger } from '@tenonjs/internal';
import { activation, add, conv1d, cropping1d, dense, flatten, heNormal, spatialDropout1d } from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';

export interface TemporalConvolutionalNetworkOptions extends ArchitectureOptions {
  /** `[time, features]`; the time may be null with `returnSequences`. */
  readonly inputShape: Shape;
  /** Of each convolution; 64 by default. */
  readonly filters?: number;
  /** Steps that a kernel covers; 3 by default. */
  readonly kernelSize?: number;
  /** How far apart those steps are, block by block; `[1, 2, 4, 8, 16, 32]` by default. */
  readonly dilations?: readonly number[];
  /** The share of channels dropped after each convolution; 0 by default. */
  readonly rate?: number;
  /** Gives probabilities of so many classes; absent: numbers. */
  readonly classes?: number;
  /** How many numbers it gives where there are no classes; 1 by default. */
  readonly outputs?: number;
  /** Gives something for each time step instead of the last alone; false by default. */
  readonly returnSequences?: boolean;
}

/**
 * A temporal convolutional network: residual blocks of causal convolutions, whose dilation doubles from block to block, so that a
 * few of them see far back and none sees the future.
 *
 *     y = relu(x + conv(relu(conv(x))))        sees 1 + 2 (kernelSize − 1) Σ dilations steps
 *
 * Takes `[batch, time, features]`, gives `[batch, classes or outputs]`, or `[batch, time, …]` with `returnSequences`.
 *
 * @throws {RangeError} If a count is not a positive integer, `rate` outside [0, 1), or the time unknown without `returnSequences`.
 * @see Bai, Kolter & Koltun 2018, https://arxiv.org/abs/1803.01271, without its normalization of weights.
 */
export function temporalConvolutionalNetwork(options: TemporalConvolutionalNetworkOptions): Model {
  const { inputShape, filters = 64, kernelSize = 3, dilations = [1, 2, 4, 8, 16, 32], rate = 0 } = options;
  const { classes, outputs = 1, returnSequences = false } = options;
  const who = 'temporalConvolutionalNetwork';
  positiveInteger(who, { filters, kernelSize, outputs, ...(classes !== undefined && { classes }) });
  for (const dilation of dilations) positiveInteger(who, { 'each of dilations': dilation });
  fraction(who, { rate });
  const [time] = inputShape;
  if (typeof time !== 'number' && !returnSequences) {
    throw new RangeError(
      `${who}: the time must be known for the last step to be taken, got inputShape [${inputShape.map(String).join(', ')}]; set returnSequences.`,
    );
  }
  const kernelInitializer = heNormal();
  const conv = (x: SymbolicTensor, dilationRate: number): SymbolicTensor => {
    const layer = conv1d({ filters, kernelSize, dilationRate, padding: 'causal', activation: relu, kernelInitializer });
    const y = apply(layer, x);
    return rate > 0 ? apply(spatialDropout1d({ rate }), y) : y;
  };
  const sequence = input({ shape: inputShape, name: 'sequence' });
  let x: SymbolicTensor = sequence;
  for (const dilation of dilations) {
    const inner = conv(conv(x, dilation), dilation);
    const around = x.shape.at(-1) === filters ? x : apply(conv1d({ filters, kernelSize: 1 }), x);
    x = apply(activation({ activation: relu }), apply(add(), [around, inner]));
  }
  if (!returnSequences) x = apply(flatten(), apply(cropping1d({ cropping: [time! - 1, 0] }), x));
  const last = dense({
    units: classes ?? outputs,
    ...(classes !== undefined && { activation: softmax }),
    name: 'predictions',
  });
  return graph({ inputs: sequence, outputs: apply(last, x), ...identity(who, options) });
}
