import { add, concat, matMul, mul, split, sub, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import { zeros } from '../initializers/zeros.js';
import { reshaped } from '../reshaping/reshaped.js';
import { gatedCell, type Kind } from './cell.js';
import { type Curve, curveOf, nameOf, onTape } from './curves.js';
import type { CellOptions } from './gatedOptions.js';
import { minus, parts, plus, times } from './onTape.js';
import type { Recurrence } from './recurrence.js';
import type { RecurrentCell } from './recurrentCell.js';

export interface GruCellOptions extends CellOptions {
  /** Of the gates; sigmoid by default. */
  readonly recurrentActivation?: CellOptions['activation'];
  /**
   * True, the default, lets the reset gate multiply the state's product with the recurrent kernel, which has a bias of its
   * own (as cuDNN and PyTorch do); false, the state itself.
   */
  readonly resetAfter?: boolean;
}

type Three = [Tensor, Tensor, Tensor];

/** Gates in the order z, r, h; h ← h̃ + z · (h − h̃). */
const resettingAfter = (fused: boolean, activation: Curve, gate: Curve): Recurrence => ({
  kernel: 'GRU',
  memo: ['gates', 'prev', 'inner'],
  fused,
  attrs: { resetAfter: true },
  states: ['h'],
  columns: [3],
  step: (x, [state], h, [kernel], bias) => {
    const product = matMul(h as Tensor2D, kernel!);
    const [xz, xr, xn] = split(x, 3, 1) as Three;
    const [hz, hr, inner] = split(bias ? add(product, bias) : product, 3, 1) as Three;
    const [z, r] = [gate.value(add(xz, hz)), gate.value(add(xr, hr))];
    const n = activation.value(add(xn, mul(r, inner)));
    return { states: [add(n, mul(z, sub(state!, n)))], keep: [state!, h, z, r, n, inner] };
  },
  back: ([d], [state, h, z, r, n, inner], [kernel]) => {
    const dn = activation.slope(mul(d!, sub(1, z!)), n!);
    const gates = [gate.slope(mul(d!, sub(state!, n!)), z!), gate.slope(mul(dn, inner!), r!)];
    const dProduct = concat([...gates, mul(dn, r!)], 1) as Tensor2D;
    return {
      dz: concat([...gates, dn], 1),
      dh: matMul(dProduct, kernel!, false, true),
      dStates: [mul(d!, z!)],
      products: [[h!, dProduct]],
    };
  },
});

const resettingBefore = (fused: boolean, activation: Curve, gate: Curve): Recurrence => ({
  ...resettingAfter(fused, activation, gate),
  attrs: { resetAfter: false },
  columns: [2, 1],
  step: (x, [state], h, [forGates, forState]) => {
    const [xz, xr, xn] = split(x, 3, 1) as Three;
    const [hz, hr] = split(matMul(h as Tensor2D, forGates!), 2, 1) as [Tensor, Tensor];
    const [z, r] = [gate.value(add(xz, hz)), gate.value(add(xr, hr))];
    const inner = mul(r, h);
    const n = activation.value(add(xn, matMul(inner as Tensor2D, forState!)));
    return { states: [add(n, mul(z, sub(state!, n)))], keep: [state!, h, z, r, n, inner] };
  },
  back: ([d], [state, h, z, r, n, inner], [forGates, forState]) => {
    const dn = activation.slope(mul(d!, sub(1, z!)), n!) as Tensor2D;
    const dInner = matMul(dn, forState!, false, true);
    const gates = concat([gate.slope(mul(d!, sub(state!, n!)), z!), gate.slope(mul(dInner, h!), r!)], 1) as Tensor2D;
    return {
      dz: concat([gates, dn], 1),
      dh: add(matMul(gates, forGates!, false, true), mul(dInner, r!)),
      dStates: [mul(d!, z!)],
      products: [
        [h!, gates],
        [inner!, dn],
      ],
    };
  },
});

/** The GRU's formulas for the activations and the convention that were given. */
export function gruKind(options: GruCellOptions): Kind {
  const { units, activation, recurrentActivation, resetAfter = true, biasInitializer = zeros() } = options;
  const names = [nameOf(activation, 'tanh'), nameOf(recurrentActivation, 'sigmoid')] as const;
  const [curve, gate] = [curveOf(names[0]), curveOf(names[1])];
  const recurrence = resetAfter ? resettingAfter : resettingBefore;
  return {
    gates: 3,
    states: 1,
    biasShape: resetAfter ? [2, 3 * units] : [3 * units],
    biasInitializer,
    recurrence: curve && gate && recurrence(names.join() === 'tanh,sigmoid', curve, gate),
    compose: (x, [state], h, { kernel, recurrentKernel, bias }) => {
      const squash = activation ?? onTape(curve!);
      const open = recurrentActivation ?? onTape(gate!);
      const [inputBias, stateBias] = bias && resetAfter ? parts(reshaped(bias, [6 * units]), 2) : [bias];
      const [xz, xr, xn] = parts(affine(x, kernel, inputBias, false), 3) as Three;
      const [uz, ur, un] = parts(recurrentKernel, 3) as Three;
      const [bz, br, bn] = stateBias ? (parts(stateBias, 3) as Three) : [];
      const z = open(plus(xz, affine(h, uz, bz, false)));
      const r = open(plus(xr, affine(h, ur, br, false)));
      const inner = resetAfter ? times(r, affine(h, un, bn, false)) : affine(times(r, h), un, undefined, false);
      const n = squash(plus(xn, inner));
      return [plus(n, times(z, minus(state!, n)))];
    },
  };
}

/**
 * One time step of a gated recurrent unit, for `rnn` and for loops of one's own.
 *
 *     z, r = σ(x·W + b + h·U + b′)        h̃ = tanh(x·W + b + r · (h·U + b′))        each with its own columns, in the order z, r, h̃
 *     h ← z · h + (1 − z) · h̃
 *
 * with `resetAfter` false, there is no b′, and h̃ = tanh(x·W + b + (r · h)·U). Takes `[x, h]`, `[batch, features]` and
 * `[batch, units]`; gives `[h, h]`, the output and the next state. Weights: `kernel [features, 3 · units]`,
 * `recurrentKernel [units, 3 · units]`, `bias [2, 3 · units]`, of b and b′, or `[3 · units]`.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const cell = gruCell({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones() });
 * cell.call([tensor2d([[1]]), tensor2d([[0.5]])])[0]; // [[0.5706]]
 * @see Cho et al. 2014, https://arxiv.org/abs/1406.1078: version 1 resets after, version 3 before.
 */
export const gruCell = (options: GruCellOptions): RecurrentCell => gatedCell('gruCell', options, gruKind(options));
