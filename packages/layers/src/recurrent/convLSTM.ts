/** What the convolutional LSTMs of one, two and three axes have in common: all but the convolution. */
import type { Shape } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { type Tensor, zeros } from '@tensorflow/tfjs-core';
import { type Axes, checkFit, windows } from '../convolution/geometry.js';
import { type Slide, windowsOf } from '../convolution/sliding.js';
import type { WindowOptions } from '../convolution/windowOptions.js';
import { reshaped } from '../reshaping/reshaped.js';
import { dropouts, type GatedWeights, gatedWeights } from './gatedOptions.js';
import { forgetBias, type LstmGateOptions, lstmStates } from './lstmCell.js';
import { kept, plus } from './onTape.js';
import { type RecurrentLayer, type RecurrentOptions, weightedRecurrentLayer } from './recurrentLayer.js';
import { stepByStep } from './stepByStep.js';

export interface ConvLSTMOptions<Size> extends LstmGateOptions, RecurrentOptions, WindowOptions<Size> {
  /** The number of channels of the output and of each state. */
  readonly filters: number;
}

/**
 * An LSTM over time whose products are convolutions; `convolve` takes `[batch, …, channels]`.
 *
 * @param axes - Of one time step.
 */
export function convLSTM<O extends ConvLSTMOptions<number | readonly number[]>>(
  type: string,
  options: O,
  axes: Axes,
  convolve: Slide<{ readonly kernel: Tensor; readonly bias: Tensor | undefined }>,
  factory: (options: O) => RecurrentLayer,
): RecurrentLayer<any> {
  const { filters, padding = 'valid' } = options;
  positiveInteger(type, { filters });
  oneOf(type, { padding }, ['valid', 'same']);
  const { window, strides, dilation } = windowsOf(type, options, axes);
  const still = window.map(() => 1);
  const fallOut = dropouts(type, options);
  /** The shape of one step's output and states, of a sequence's shape. */
  const stepShape = ([, , ...step]: Shape): Shape => [
    ...window.map((size, i) => windows(step[i]!, size, strides[i]!, padding, dilation[i]!)),
    filters,
  ];
  return weightedRecurrentLayer<GatedWeights>(
    type,
    options,
    ['batch', 'time', ...axes.slice(1).map((axis) => (axis === 'time' ? 'length' : axis))],
    {
      check: (who, [batch = null, , ...step]) =>
        checkFit(who, [batch, ...step], window, 'kernelSize', padding, dilation),
      states: (shape) => [stepShape(shape), stepShape(shape)],
      stepShape,
      build: (shape) =>
        gatedWeights(
          options,
          {
            kernel: [...window, shape.at(-1)!, 4 * filters],
            recurrentKernel: [...window, filters, 4 * filters],
            bias: [4 * filters],
          },
          forgetBias(filters, options),
        ),
      run: (input, given, { kernel, recurrentKernel, bias }, how, context) => {
        const [batch, time, ...step] = input.shape as [number, number, ...number[]];
        const stateShape = [batch, ...(stepShape(input.shape) as number[])];
        const { x, noise } = fallOut(input, stateShape, context);
        const geometry = { strides, dilation, padding, groups: 1, relu: false };
        // The input's convolutions are one, with the time steps in the batch.
        const flat = convolve(reshaped(x, [batch * time, ...step]), { kernel, bias }, geometry);
        const z = reshaped(flat, [batch, time, ...flat.shape.slice(1)]);
        const first = given.length > 0 ? given : [zeros(stateShape), zeros(stateShape)];
        const next = (z: Tensor, [h, c]: readonly Tensor[]): Tensor[] => {
          const product = convolve(
            noise ? kept(h!, noise) : h!,
            { kernel: recurrentKernel, bias: undefined },
            { strides: still, dilation: still, padding: 'same', groups: 1, relu: false },
          );
          const states = lstmStates(plus(z, product), c!, options);
          return [states[0]!, ...states];
        };
        return stepByStep(next, z, first, how);
      },
    },
    (changes) => factory({ ...options, ...changes }),
  );
}
