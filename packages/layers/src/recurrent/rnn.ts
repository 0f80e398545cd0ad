import type { Shape } from '@tenonjs/contracts';
import { type Tensor, zeros } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import { callSeeds } from '../seeds.js';
import { minRank } from '../shapes.js';
import type { RecurrentCell } from './recurrentCell.js';
import { type RecurrentLayer, type RecurrentOptions, recurrentLayer } from './recurrentLayer.js';
import { stackedRNNCells } from './stackedRNNCells.js';
import { shapesOf } from './states.js';
import { stepByStep } from './stepByStep.js';

export interface RNNOptions extends RecurrentOptions {
  /** What is done at each time step; several are stacked. */
  readonly cell: RecurrentCell | readonly RecurrentCell[];
}

const isList = (cell: RNNOptions['cell']): cell is readonly RecurrentCell[] => Array.isArray(cell);

/**
 * A recurrent layer of any cell: one of one's own, or several on top of each other.
 *
 *     y, …states ← cell(x, …states)        for each time step
 *
 * Takes `[batch, time, …, features]`, or that and the first states `[x, ...states]`, zeros by default. Gives the last y;
 * with `returnSequences` each one, with a time axis; with `returnState` the last states too: `[y, ...states]`. Weights:
 * those of the cell, `cell/kernel` …. Masked time steps leave the states as they are. A cell is a layer that takes
 * `[x, ...states]`, gives `[y, ...states]` and tells the shapes of its states. The layers of the cells that are here,
 * `lstm` and the others, do all time steps at once and are faster.
 *
 * @throws {TypeError} If `cell` is not a cell.
 * @example
 * const layer = rnn({ cell: [simpleRNNCell({ units: 4 }), lstmCell({ units: 3 })], returnSequences: true });
 * layer.call(fill([2, 5, 1], 1)).shape; // [2, 5, 3]
 * @see https://keras.io/api/layers/recurrent_layers/rnn/
 */
export function rnn(options: RNNOptions & { readonly returnState: true }): RecurrentLayer<Tensor[]>;
export function rnn(options: RNNOptions): RecurrentLayer;
export function rnn(options: RNNOptions): RecurrentLayer<any> {
  const cell = isList(options.cell) ? stackedRNNCells({ cells: options.cell }) : options.cell;
  if (typeof cell?.stateShapes !== 'function' || typeof cell.call !== 'function') {
    throw new TypeError(`rnn: cell must be a cell, such as lstmCell gives, got ${cell === null ? cell : typeof cell}.`);
  }
  const seedOf = callSeeds();
  /** One step's shape, of a sequence's. */
  const step = ([batch = null, , ...rest]: Shape): Shape => [batch, ...rest];
  const states = (shape: Shape): readonly (readonly number[])[] => cell.stateShapes(step(shape));
  return recurrentLayer(
    'rnn',
    options,
    {
      check: (who, shape) => minRank(who, shape, ['batch', 'time', '…', 'features'], 3),
      states,
      stepShape: (shape) => cell.outputShape([step(shape)])[0]!.slice(1),
    },
    ({ call, ...common }) =>
      composite<Tensor | Tensor[], Tensor | Tensor[], 'cell'>('rnn', options, {
        ...common,
        layers: (shape) => ({ cell: [cell, [step(shapesOf(shape)[0]!)]] }),
        call: (inputs, { cell }, context) =>
          call(inputs, context, (x, given, how) => {
            const first = given.length > 0 ? given : states(x.shape).map((shape) => zeros([x.shape[0]!, ...shape]));
            // One seed for all steps, so that they drop the same features; what is masked is not the cell's concern.
            const { mask: _, masks: __, ...rest } = context;
            const here = { ...rest, seed: seedOf(context) };
            return stepByStep((x, states) => cell.call([x, ...states], here) as Tensor[], x, first, how);
          }),
      }),
    (changes) => {
      if (!cell.again)
        throw new TypeError(`rnn: its cell ${cell.name ?? cell.type} has no again(), so it cannot be made again.`);
      return rnn({ ...options, ...changes, cell: cell.again() });
    },
  );
}
