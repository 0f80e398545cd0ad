import { add, matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import { zeros } from '../initializers/zeros.js';
import { gatedCell, type Kind } from './cell.js';
import { type Curve, curveOf, nameOf } from './curves.js';
import type { CellOptions } from './gatedOptions.js';
import { plus } from './onTape.js';
import type { Recurrence } from './recurrence.js';
import type { RecurrentCell } from './recurrentCell.js';

export interface SimpleRNNCellOptions extends CellOptions {}

const simpleRecurrence = (fused: boolean, activation: Curve): Recurrence => ({
  kernel: 'SimpleRNN',
  memo: ['gates', 'prev'],
  fused,
  states: ['h'],
  columns: [1],
  step: (z, _, h, [kernel]) => {
    const next = activation.value(add(z, matMul(h as Tensor2D, kernel!)));
    return { states: [next], keep: [h, next] };
  },
  back: ([dh], [h, next], [kernel]) => {
    const dz = activation.slope(dh!, next!) as Tensor2D;
    return { dz, dh: matMul(dz, kernel!, false, true), dStates: [undefined], products: [[h!, dz]] };
  },
});

/** The formulas for the activation that was given. */
export function simpleRNNKind({ units, activation, biasInitializer = zeros() }: SimpleRNNCellOptions): Kind {
  const name = nameOf(activation, 'tanh');
  const curve = curveOf(name);
  return {
    gates: 1,
    states: 1,
    biasShape: [units],
    biasInitializer,
    recurrence: curve && simpleRecurrence(name === 'tanh', curve),
    compose: (x, _, h, { kernel, recurrentKernel, bias }) => [
      activation!(plus(affine(x, kernel, bias, false), affine(h, recurrentKernel, undefined, false))),
    ],
  };
}

/**
 * One time step of a fully connected recurrent layer, for `rnn` and for loops of one's own.
 *
 *     h ← tanh(x·W + h·U + b)
 *
 * Takes `[x, h]`, `[batch, features]` and `[batch, units]`; gives `[h, h]`, the output and the next state.
 * Weights: `kernel [features, units]`, `recurrentKernel [units, units]`, `bias [units]`.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const cell = simpleRNNCell({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones() });
 * cell.call([tensor2d([[1]]), tensor2d([[0.5]])])[0]; // [[0.9051]]
 * @see Elman 1990, https://doi.org/10.1207/s15516709cog1402_1
 */
export const simpleRNNCell = (options: SimpleRNNCellOptions): RecurrentCell =>
  gatedCell('simpleRNNCell', options, simpleRNNKind(options));
