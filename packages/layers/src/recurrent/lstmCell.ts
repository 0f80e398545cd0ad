import { seedFrom } from '@tenonjs/internal';
import { add, concat, matMul, mul, ones, split, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import { zeros } from '../initializers/zeros.js';
import { type CellOptions, gatedCell, type Kind } from './cell.js';
import { type Curve, curveOf, nameOf, onTape } from './curves.js';
import { parts, plus, times } from './onTape.js';
import type { Recurrence } from './recurrence.js';
import type { RecurrentCell } from './recurrentLayer.js';

export interface LstmCellOptions extends CellOptions {
  /** Of the gates; sigmoid by default. */
  readonly recurrentActivation?: CellOptions['activation'];
  /** Starts the forget gate's bias at one instead, so that a new layer remembers; true by default. */
  readonly unitForgetBias?: boolean;
}

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

/** The LSTM's formulas for the activations it was given. */
export function lstmKind({ units, activation, recurrentActivation, ...options }: LstmCellOptions): Kind {
  const { unitForgetBias = true, biasInitializer = zeros() } = options;
  const names = [nameOf(activation, 'tanh'), nameOf(recurrentActivation, 'sigmoid')] as const;
  const [curve, gate] = [curveOf(names[0]), curveOf(names[1])];
  return {
    gates: 4,
    states: 2,
    biasShape: [4 * units],
    biasInitializer: unitForgetBias
      ? (_, seed = 0) =>
          concat([biasInitializer([units], seed), ones([units]), biasInitializer([2 * units], seedFrom(seed, 1))])
      : biasInitializer,
    recurrence: curve && gate && lstmRecurrence(names.join() === 'tanh,sigmoid', curve, gate),
    compose: (x, [, c], h, { kernel, recurrentKernel, bias }) => {
      const squash = activation ?? onTape(curve!);
      const open = recurrentActivation ?? onTape(gate!);
      const [i, f, n, o] = parts(plus(affine(x, kernel, bias, false), affine(h, recurrentKernel, undefined, false)), 4);
      const next = plus(times(open(f!), c!), times(open(i!), squash(n!)));
      return [times(open(o!), squash(next)), next];
    },
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
