/** What the layers with recurrent kernels have in common: options, weights, what falls out. */
import type { Activation, CallContext, Constraint, Initializer, Regularizer } from '@tenonjs/contracts';
import { fraction, seedFrom } from '@tenonjs/internal';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { orthogonalInitializer } from '../initializers/orthogonalInitializer.js';
import { type LayerOptions, type Weight, weight } from '../layer.js';
import { drop, noise } from '../regularization/dropoutLayer.js';
import { callSeeds } from '../seeds.js';

/** What all layers with recurrent kernels take. */
export interface GatedOptions extends LayerOptions {
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

/** What the cells of plain vectors take. */
export interface CellOptions extends GatedOptions {
  /** The size of the output and of each state. */
  readonly units: number;
}

/** The weights, to be made and made. */
export type GatedWeights = { kernel: Weight; recurrentKernel: Weight; bias: Weight | false };
export interface GatedVariables {
  readonly kernel: Variable;
  readonly recurrentKernel: Variable;
  readonly bias?: Variable | undefined;
}

/** Weights of these shapes. */
export function gatedWeights(
  options: GatedOptions,
  shapes: Readonly<Record<'kernel' | 'recurrentKernel' | 'bias', readonly number[]>>,
  biasInitializer: Initializer,
): GatedWeights {
  const {
    useBias = true,
    kernelInitializer = glorotUniform(),
    recurrentInitializer = orthogonalInitializer(),
  } = options;
  return {
    kernel: weight(shapes.kernel, kernelInitializer, {
      regularizer: options.kernelRegularizer,
      constraint: options.kernelConstraint,
    }),
    recurrentKernel: weight(shapes.recurrentKernel, recurrentInitializer, {
      regularizer: options.recurrentRegularizer,
      constraint: options.recurrentConstraint,
    }),
    bias:
      useBias &&
      weight(shapes.bias, biasInitializer, {
        regularizer: options.biasRegularizer,
        constraint: options.biasConstraint,
      }),
  };
}

/**
 * What falls out in a call: a function of the input and the shape of the first state, which gives the input less what
 * fell out, and what the state is multiplied with in products. One mask serves all time steps.
 *
 * @throws {RangeError} If a dropout is outside [0, 1).
 */
export function dropouts(
  who: string,
  { dropout = 0, recurrentDropout = 0, seed }: GatedOptions,
): (x: Tensor, stateShape: number[], context: CallContext) => { x: Tensor; noise: Tensor | undefined } {
  fraction(who, { dropout, recurrentDropout });
  const seedOf = callSeeds(seed);
  return (x, stateShape, context) => {
    if (!context.training || (dropout === 0 && recurrentDropout === 0)) return { x, noise: undefined };
    const drawn = seedOf(context);
    const shape = x.shape.map((size, axis) => (axis === 1 && x.shape.length > 2 ? 1 : size));
    return {
      x: dropout > 0 ? drop(x, dropout, seedFrom(drawn, 0), shape) : x,
      noise: recurrentDropout > 0 ? noise(stateShape, recurrentDropout, seedFrom(drawn, 1)) : undefined,
    };
  };
}
