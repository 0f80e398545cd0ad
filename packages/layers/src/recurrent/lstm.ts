import type { Tensor } from '@tensorflow/tfjs-core';
import { gatedLayer } from './cell.js';
import { type LstmCellOptions, lstmKind } from './lstmCell.js';
import type { RecurrentLayer, RecurrentOptions } from './recurrentLayer.js';

export interface LstmOptions extends LstmCellOptions, RecurrentOptions {}

/**
 * Long short-term memory: a recurrent layer whose gates decide what its memory takes in, keeps and shows.
 *
 *     i, f, o = σ(x·W + h·U + b)        c̃ = tanh(x·W + h·U + b)        each with its own columns, in the order i, f, c̃, o
 *     c ← f · c + i · c̃                 h ← o · tanh(c)                for each time step
 *
 * Takes `[batch, time, features]`, or that and the first states `[x, h, c]`, `[batch, units]` each, zeros by default.
 * Gives the last h, `[batch, units]`; with `returnSequences` each one, `[batch, time, units]`; with `returnState` the last
 * states too: `[y, h, c]`. Weights: `kernel [features, 4 · units]`, `recurrentKernel [units, 4 · units]`, `bias [4 · units]`.
 * Masked time steps leave the states as they are.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const layer = lstm({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones(), returnSequences: true });
 * layer.call(tensor3d([[[1], [1]]])); // [[[0.3696], [0.667]]]
 * @see Hochreiter & Schmidhuber 1997, https://doi.org/10.1162/neco.1997.9.8.1735; https://keras.io/api/layers/recurrent_layers/lstm/.
 * Recurrent dropout draws one mask for all gates, where Keras draws four.
 */
export function lstm(options: LstmOptions & { readonly returnState: true }): RecurrentLayer<Tensor[]>;
export function lstm(options: LstmOptions): RecurrentLayer;
export function lstm(options: LstmOptions): RecurrentLayer<any> {
  return gatedLayer('lstm', options, lstmKind(options), lstm);
}
