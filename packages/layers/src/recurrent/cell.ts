/** What the layers with gates and their cells have in common: options, weights, one step, a whole sequence. */
import type { Activation, CallContext, Constraint, Initializer, Regularizer } from '@tenonjs/contracts';
import { fraction, positiveInteger, seedFrom } from '@tenonjs/internal';
import { type Tensor, type Variable, zeros } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { orthogonalInitializer } from '../initializers/orthogonalInitializer.js';
import { type LayerOptions, type Weight, weight } from '../layer.js';
import { drop, noise } from '../regularization/dropoutLayer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { callSeeds } from '../seeds.js';
import { kept } from './onTape.js';
import { type Recurrence, type RecurrentWeights, recur } from './recurrence.js';
import {
  type RecurrentCell,
  type RecurrentLayer,
  type RecurrentOptions,
  recurrentCell,
  recurrentLayer,
  stepByStep,
} from './recurrentLayer.js';

/** What the cells take. */
export interface CellOptions extends LayerOptions {
  /** The size of the output and of each state. */
  readonly units: number;
  /** Of the candidate for the next state; tanh by default. */
  readonly activation?: Activation;
  /** Adds a bias; true by default. */
  readonly useBias?: boolean;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `orthogonalInitializer()` by default. */
  readonly recurrentInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly recurrentRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly recurrentConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
  /** The share of the input's features dropped in training, the same ones at every time step; 0 by default. */
  readonly dropout?: number;
  /** The share of the state's features dropped where the state meets its kernel, the same ones at every time step; 0 by default. */
  readonly recurrentDropout?: number;
  /** Seeds what is dropped; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

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

type CellWeights = { kernel: Weight; recurrentKernel: Weight; bias: Weight | false };
interface CellVariables {
  readonly kernel: Variable;
  readonly recurrentKernel: Variable;
  readonly bias?: Variable | undefined;
}

function cellWeights(options: CellOptions, { gates, biasShape, biasInitializer }: Kind, features: number): CellWeights {
  const { units, useBias = true } = options;
  const { kernelInitializer = glorotUniform(), recurrentInitializer = orthogonalInitializer() } = options;
  return {
    kernel: weight([features, gates * units], kernelInitializer, {
      regularizer: options.kernelRegularizer,
      constraint: options.kernelConstraint,
    }),
    recurrentKernel: weight([units, gates * units], recurrentInitializer, {
      regularizer: options.recurrentRegularizer,
      constraint: options.recurrentConstraint,
    }),
    bias:
      useBias &&
      weight(biasShape, biasInitializer, { regularizer: options.biasRegularizer, constraint: options.biasConstraint }),
  };
}

function checkCell(who: string, { units, dropout = 0, recurrentDropout = 0 }: CellOptions): void {
  positiveInteger(who, { units });
  fraction(who, { dropout, recurrentDropout });
}

/** What falls out in a call: a function of the input, and what the state is multiplied with in products. */
function dropouts({
  units,
  dropout = 0,
  recurrentDropout = 0,
  seed,
}: CellOptions): (x: Tensor, context: CallContext) => { x: Tensor; noise: Tensor | undefined } {
  const seedOf = callSeeds(seed);
  return (x, context) => {
    if (!context.training || (dropout === 0 && recurrentDropout === 0)) return { x, noise: undefined };
    const drawn = seedOf(context);
    // One mask for all time steps.
    const shape = x.shape.map((size, axis) => (axis > 0 && axis < x.shape.length - 1 ? 1 : size));
    return {
      x: dropout > 0 ? drop(x, dropout, seedFrom(drawn, 0), shape) : x,
      noise: recurrentDropout > 0 ? noise([x.shape[0]!, units], recurrentDropout, seedFrom(drawn, 1)) : undefined,
    };
  };
}

const stepOf =
  ({ compose }: Kind, weights: CellVariables, noise: Tensor | undefined) =>
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
  checkCell(type, options);
  const fallOut = dropouts(options);
  return recurrentCell<CellWeights>(type, options, {
    axes: ['batch', 'features'],
    states: statesOf(kind, options),
    outputShape: ([batch = null]) => [batch, options.units],
    build: (shape) => cellWeights(options, kind, shape.at(-1)!),
    step: (input, states, weights, context) => {
      const { x, noise } = fallOut(input, context);
      if (!recurrence) return stepOf(kind, weights, noise)(x, states);
      const how = { mask: undefined, noise, goBackwards: false, returnSequences: false, returnState: true };
      return recur(recurrence, reshaped(x, [x.shape[0]!, 1, x.shape[1]!]), weights, states, how);
    },
  });
}

/** The layer: a whole sequence. */
export function gatedLayer<O extends CellOptions & RecurrentOptions>(
  type: string,
  options: O,
  kind: Kind,
  factory: (options: O) => RecurrentLayer,
): RecurrentLayer<any> {
  const { recurrence } = kind;
  checkCell(type, options);
  const fallOut = dropouts(options);
  return recurrentLayer<CellWeights>(
    type,
    options,
    {
      axes: ['batch', 'time', 'features'],
      states: statesOf(kind, options),
      stepShape: () => [options.units],
      build: (shape) => cellWeights(options, kind, shape.at(-1)!),
      run: (input, states, weights, how, context) => {
        const { x, noise } = fallOut(input, context);
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
