import type { Tensor } from '@tensorflow/tfjs-core';
import { gatedLayer } from './cell.js';
import type { RecurrentLayer, RecurrentOptions } from './recurrentLayer.js';
import { type SimpleRNNCellOptions, simpleRNNKind } from './simpleRNNCell.js';

export interface SimpleRNNOptions extends SimpleRNNCellOptions, RecurrentOptions {}

/**
 * A fully connected recurrent layer: each output is a state that the next time step sees.
 *
 *     h ← tanh(x·W + h·U + b)        for each time step
 *
 * Takes `[batch, time, features]`, or that and the first state `[x, h]`, `[batch, units]`, zeros by default. Gives the last
 * h, `[batch, units]`; with `returnSequences` each one, `[batch, time, units]`; with `returnState` the last state too:
 * `[y, h]`. Weights: `kernel [features, units]`, `recurrentKernel [units, units]`, `bias [units]`. Masked time steps leave
 * the state as it is.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const layer = simpleRNN({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones(), returnSequences: true });
 * layer.call(tensor3d([[[1], [1]]])); // [[[0.7616], [0.9426]]]
 * @see Elman 1990, https://doi.org/10.1207/s15516709cog1402_1; https://keras.io/api/layers/recurrent_layers/simple_rnn/
 */
export function simpleRNN(options: SimpleRNNOptions & { readonly returnState: true }): RecurrentLayer<Tensor[]>;
export function simpleRNN(options: SimpleRNNOptions): RecurrentLayer;
export function simpleRNN(options: SimpleRNNOptions): RecurrentLayer<any> {
  return gatedLayer('simpleRNN', options, simpleRNNKind(options), simpleRNN);
}
