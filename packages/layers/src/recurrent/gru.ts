import type { Tensor } from '@tensorflow/tfjs-core';
import { gatedLayer } from './cell.js';
import { type GruCellOptions, gruKind } from './gruCell.js';
import type { RecurrentLayer, RecurrentOptions } from './recurrentLayer.js';

export interface GruOptions extends GruCellOptions, RecurrentOptions {}

/**
 * A gated recurrent unit: a recurrent layer with a gate that decides how much of its state is kept, and one that decides
 * how much of it a new state is made from.
 *
 *     z, r = σ(x·W + b + h·U + b′)        h̃ = tanh(x·W + b + r · (h·U + b′))        each with its own columns, in the order z, r, h̃
 *     h ← z · h + (1 − z) · h̃            for each time step
 *
 * with `resetAfter` false, there is no b′, and h̃ = tanh(x·W + b + (r · h)·U). Takes `[batch, time, features]`, or that and
 * the first state `[x, h]`, `[batch, units]`, zeros by default. Gives the last h, `[batch, units]`; with `returnSequences`
 * each one, `[batch, time, units]`; with `returnState` the last state too: `[y, h]`. Weights: `kernel [features, 3 · units]`,
 * `recurrentKernel [units, 3 · units]`, `bias [2, 3 · units]`, of b and b′, or `[3 · units]`. Masked time steps leave the
 * state as it is.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const layer = gru({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones(), returnSequences: true });
 * layer.call(tensor3d([[[1], [1]]])); // [[[0.2048], [0.3468]]]
 * @see Cho et al. 2014, https://arxiv.org/abs/1406.1078: version 1 resets after, version 3 before;
 * https://keras.io/api/layers/recurrent_layers/gru/. Recurrent dropout draws one mask for all gates, where Keras draws three.
 */
export function gru(options: GruOptions & { readonly returnState: true }): RecurrentLayer<Tensor[]>;
export function gru(options: GruOptions): RecurrentLayer;
export function gru(options: GruOptions): RecurrentLayer<any> {
  return gatedLayer('gru', options, gruKind(options), gru);
}
