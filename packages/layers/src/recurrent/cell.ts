/** What the layers of plain vectors and their cells have in common: one step, a whole sequence. */
import type { Initializer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { type Tensor, zeros } from '@tensorflow/tfjs-core';
import { reshaped } from '../reshaping/reshaped.js';
import { type CellOptions, dropouts, type GatedVariables, type GatedWeights, gatedWeights } from './gatedOptions.js';
import { kept } from './onTape.js';
import { type Recurrence, type RecurrentWeights, recur } from './recurrence.js';
import { type RecurrentCell, recurrentCell } from './recurrentCell.js';
import { type RecurrentLayer, type RecurrentOptions, weightedRecurrentLayer } from './recurrentLayer.js';
import { stepByStep } from './stepByStep.js';

/** One kind of cell. */
export interface Kind {
  /** One node for the whole sequence, where the slopes of its activations are known from their values. */
  readonly recurrence: Recurrence | undefined;
  /** Of `h`, then of the others. */
  readonly states: number;
  readonly biasShape: readonly number[];
  readonly biasInitializer: Initializer;
  readonly gates: number;
  /**
   * One time step of operations on the tape, for activations that are functions alone.
   *
   * @param h - The first state as it stands in products.
   */
  readonly compose: (x: Tensor, states: readonly Tensor[], h: Tensor, weights: RecurrentWeights) => Tensor[];
}

const weightsOf = (
  options: CellOptions,
  { gates, biasShape, biasInitializer }: Kind,
  features: number,
): GatedWeights => {
  const columns = gates * options.units;
  const shapes = { kernel: [features, columns], recurrentKernel: [options.units, columns], bias: biasShape };
  return gatedWeights(options, shapes, biasInitializer);
};

const stepOf =
  ({ compose }: Kind, weights: GatedVariables, noise: Tensor | undefined) =>
  (x: Tensor, states: readonly Tensor[]): Tensor[] => {
    const next = compose(x, states, noise ? kept(states[0]!, noise) : states[0]!, weights);
    return [next[0]!, ...next];
  };

const statesOf =
  ({ states }: Kind, { units }: CellOptions) =>
  () =>
    Array.from({ length: states }, () => [units]);

/** A cell: one time step of the layer. */
export function gatedCell(type: string, options: CellOptions, kind: Kind): RecurrentCell {
  const { recurrence } = kind;
  positiveInteger(type, { units: options.units });
  const fallOut = dropouts(type, options);
  return recurrentCell<GatedWeights>(
    type,
    options,
    {
      axes: ['batch', 'features'],
      states: statesOf(kind, options),
      outputShape: ([batch = null]) => [batch, options.units],
      build: (shape) => weightsOf(options, kind, shape.at(-1)!),
      step: (input, states, weights, context) => {
        const { x, noise } = fallOut(input, [input.shape[0]!, options.units], context);
        if (!recurrence) return stepOf(kind, weights, noise)(x, states);
        const how = { mask: undefined, noise, goBackwards: false, returnSequences: false, returnState: true };
        return recur(recurrence, reshaped(x, [x.shape[0]!, 1, x.shape[1]!]), weights, states, how);
      },
    },
    () => gatedCell(type, options, kind),
  );
}

/** The layer: a whole sequence. */
export function gatedLayer<O extends CellOptions & RecurrentOptions>(
  type: string,
  options: O,
  kind: Kind,
  factory: (options: O) => RecurrentLayer,
): RecurrentLayer<any> {
  const { recurrence } = kind;
  positiveInteger(type, { units: options.units });
  const fallOut = dropouts(type, options);
  return weightedRecurrentLayer<GatedWeights>(
    type,
    options,
    ['batch', 'time', 'features'],
    {
      states: statesOf(kind, options),
      stepShape: () => [options.units],
      build: (shape) => weightsOf(options, kind, shape.at(-1)!),
      run: (input, states, weights, how, context) => {
        const { x, noise } = fallOut(input, [input.shape[0]!, options.units], context);
        if (recurrence) {
          const [y, ...last] = recur(recurrence, x, weights, states, { ...how, noise });
          return { y: y!, states: last };
        }
        const first = states.length > 0 ? states : statesOf(kind, options)().map(([n]) => zeros([x.shape[0]!, n!]));
        return stepByStep(stepOf(kind, weights, noise), x, first, how);
      },
    },
    (changes) => factory({ ...options, ...changes }),
  );
}
