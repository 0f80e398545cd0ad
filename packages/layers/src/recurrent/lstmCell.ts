import type { Activation, Initializer } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { add, concat, matMul, mul, ones, split, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import { zeros } from '../initializers/zeros.js';
import { gatedCell, type Kind } from './cell.js';
import { type Curve, curveOf, nameOf, onTape } from './curves.js';
import type { CellOptions, GatedOptions } from './gatedOptions.js';
import { parts, plus, times } from './onTape.js';
import type { Recurrence } from './recurrence.js';
import type { RecurrentCell } from './recurrentCell.js';

/** What all LSTMs take. */
export interface LstmGateOptions extends GatedOptions {
  /** Of the gates; sigmoid by default. */
  readonly recurrentActivation?: Activation;
  /** Starts the forget gate's bias at one instead, so that a new layer remembers; true by default. */
  readonly unitForgetBias?: boolean;
}

export interface LstmCellOptions extends CellOptions, LstmGateOptions {}

/** Gates in the order i, f, c, o. */
const lstmRecurrence = (fused: boolean, activation: Curve, gate: Curve): Recurrence => ({
  kernel: 'LSTM',
  memo: ['gates', 'prev', 'cells'],
  fused,
  states: ['h', 'c'],
  columns: [4],
  step: (z, [, c], h, [kernel]) => {
    const [zi, zf, zn, zo] = split(add(z, matMul(h as Tensor2D, kernel!)), 4, 1) as [Tensor, Tensor, Tensor, Tensor];
    const [i, f, n, o] = [gate.value(zi), gate.value(zf), activation.value(zn), gate.value(zo)];
    const next = add(mul(f, c!), mul(i, n));
    const squashed = activation.value(next);
    return { states: [mul(o, squashed), next], keep: [h, c!, i, f, n, o, squashed] };
  },
  back: ([dh, dNext], [h, c, i, f, n, o, squashed], [kernel]) => {
    const dc = add(dNext!, activation.slope(mul(dh!, o!), squashed!));
    const dz = concat(
      [
        gate.slope(mul(dc, n!), i!),
        gate.slope(mul(dc, c!), f!),
        activation.slope(mul(dc, i!), n!),
        gate.slope(mul(dh!, squashed!), o!),
      ],
      1,
    ) as Tensor2D;
    return { dz, dh: matMul(dz, kernel!, false, true), dStates: [undefined, mul(dc, f!)], products: [[h!, dz]] };
  },
});

/** The initializer of a bias that starts the forget gate at one. */
export function forgetBias(
  units: number,
  { unitForgetBias = true, biasInitializer = zeros() }: LstmGateOptions,
): Initializer {
  if (!unitForgetBias) return biasInitializer;
  return (_, seed = 0) =>
    concat([biasInitializer([units], seed), ones([units]), biasInitializer([2 * units], seedFrom(seed, 1))]);
}

/** The next states, on the tape, from what stands before the activations. */
export function lstmStates(z: Tensor, c: Tensor, { activation, recurrentActivation }: LstmGateOptions): Tensor[] {
  const squash = activation ?? onTape(curveOf('tanh')!);
  const open = recurrentActivation ?? onTape(curveOf('sigmoid')!);
  const [i, f, n, o] = parts(z, 4);
  const next = plus(times(open(f!), c), times(open(i!), squash(n!)));
  return [times(open(o!), squash(next)), next];
}

/** The LSTM's formulas for the activations it was given. */
export function lstmKind(options: LstmCellOptions): Kind {
  const { units, activation, recurrentActivation } = options;
  const names = [nameOf(activation, 'tanh'), nameOf(recurrentActivation, 'sigmoid')] as const;
  const [curve, gate] = [curveOf(names[0]), curveOf(names[1])];
  return {
    gates: 4,
    states: 2,
    biasShape: [4 * units],
    biasInitializer: forgetBias(units, options),
    recurrence: curve && gate && lstmRecurrence(names.join() === 'tanh,sigmoid', curve, gate),
    compose: (x, [, c], h, { kernel, recurrentKernel, bias }) =>
      lstmStates(plus(affine(x, kernel, bias, false), affine(h, recurrentKernel, undefined, false)), c!, options),
  };
}

/**
 * One time step of a long short-term memory, for `rnn` and for loops of one's own.
 *
 *     i, f, o = σ(x·W + h·U + b)        c̃ = tanh(x·W + h·U + b)        each with its own columns, in the order i, f, c̃, o
 *     c ← f · c + i · c̃                 h ← o · tanh(c)
 *
 * Takes `[x, h, c]`, x of shape `[batch, features]`, states of shape `[batch, units]`; gives `[h, h, c]`, the output and
 * the next states. Weights: `kernel [features, 4 · units]`, `recurrentKernel [units, 4 · units]`, `bias [4 · units]`.
 *
 * @throws {RangeError} If `units` is not a positive integer, or a dropout outside [0, 1).
 * @example
 * const cell = lstmCell({ units: 1, kernelInitializer: ones(), recurrentInitializer: ones() });
 * cell.call([tensor2d([[1]]), tensor2d([[0]]), tensor2d([[0.5]])])[2]; // [[0.9971]]
 * @see Hochreiter & Schmidhuber 1997, https://doi.org/10.1162/neco.1997.9.8.1735; the forget gate of Gers et al. 2000, as in Keras.
 */
export const lstmCell = (options: LstmCellOptions): RecurrentCell => gatedCell('lstmCell', options, lstmKind(options));
