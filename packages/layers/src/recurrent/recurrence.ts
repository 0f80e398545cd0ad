import { primitive } from '@tenonjs/internal';
import { clone, matMul, reshape, stack, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { fused } from './fused.js';
import { portable } from './portable.js';
import type { How } from './stepByStep.js';

/** One time step on the way back. */
export interface StepBack {
  /** The gradient of the step's product with the input's kernel. */
  readonly dz: Tensor;
  /** The gradient of `h` where it stood in products. */
  readonly dh: Tensor;
  /** The gradients of the states where they stood elsewhere; undefined for none. */
  readonly dStates: readonly (Tensor | undefined)[];
  /** For each part of the recurrent kernel, what it was multiplied with and the gradient of that product. */
  readonly products: readonly (readonly [Tensor, Tensor])[];
}

/** A kind of recurrent layer: one time step, forth and back, on public operations, and the kernel that does all of them. */
export interface Recurrence {
  /** Its name on the kernels' page; the way back has `Grad` behind it. */
  readonly kernel: string;
  /** What the kernel keeps for its way back, in the order of its outputs. */
  readonly memo: readonly string[];
  /** Whether the kernel computes just this: its activations are the kernel's. */
  readonly fused: boolean;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly states: readonly ('h' | 'c')[];
  /** The parts of the recurrent kernel that are multiplied apart, in units. */
  readonly columns: readonly number[];
  /**
   * @param z - `x · kernel + bias`, `[batch, gates · units]`
   * @param h - The first state as it stands in products: some of it may be dropped.
   * @param kernels - The parts of the recurrent kernel.
   * @param bias - Of the product with it, where it has one of its own.
   */
  readonly step: (
    z: Tensor,
    states: readonly Tensor[],
    h: Tensor,
    kernels: readonly Tensor2D[],
    bias: Tensor | undefined,
  ) => { readonly states: Tensor[]; readonly keep: Tensor[] };
  readonly back: (dStates: readonly Tensor[], kept: readonly Tensor[], kernels: readonly Tensor2D[]) => StepBack;
}

export interface RecurrentWeights {
  /** `[features, gates · units]` */
  readonly kernel: Tensor;
  /** `[units, gates · units]` */
  readonly recurrentKernel: Tensor;
  /** `[gates · units]`, or `[2, gates · units]` where the recurrent product has its own. */
  readonly bias?: Tensor | undefined;
}

/** How a sequence is walked through, and what falls out of the state. */
export interface Noisy extends How {
  /** What the first state is multiplied with in products, `[batch, units]`: recurrent dropout. */
  readonly noise: Tensor | undefined;
}

/** A whole sequence on the way back. */
interface Back {
  /** `[batch, time, gates · units]` */
  readonly dz: Tensor;
  readonly recurrentKernel: () => Tensor;
  /** The gradient of the recurrent product's own bias. */
  readonly recurrentBias: () => Tensor;
  readonly states: readonly Tensor[];
}

/** A whole sequence: h at each step or the last, the last states, what is kept for the way back, and the way back. */
export interface Pass {
  readonly y: Tensor;
  readonly states: readonly Tensor[];
  readonly keep: readonly Tensor[];
  readonly back: (dy: Tensor, dStates: readonly Tensor[], kept: readonly Tensor[]) => Back;
}

/** The first states that are given, by name. */
export type Given = Readonly<Record<string, Tensor | undefined>>;

/**
 * A recurrent layer over a whole sequence, as one node: one product with the input's kernel for all time steps, then step
 * by step; on the way back the gates' gradients step by step, then one product for each weight.
 *
 * @param x - `[batch, time, features]`
 * @param states - `[batch, units]` each; none for zeros.
 * @returns h at each time step in the order of x, `[batch, time, units]`, or the last; then the last states, where
 *   `returnState` says so.
 */
export function recur(
  of: Recurrence,
  x: Tensor,
  weights: RecurrentWeights,
  states: readonly Tensor[],
  how: Noisy,
): Tensor[] {
  const { kernel, recurrentKernel, bias } = weights;
  const { returnSequences, returnState, noise } = how;
  const given = Object.fromEntries(states.map((state, i) => [of.states[i]!, state]));
  const inputs = { x, kernel, recurrentKernel, ...(bias && { bias }), ...given } as Record<string, Tensor>;
  const result = primitive<string, Tensor[]>(inputs, () => {
    const pass = (of.fused && !noise && fused(of, x, weights, given, how)) || portable(of, x, weights, given, how);
    // An output is one tensor, even where two are the same.
    const last = returnSequences ? pass.states : [clone(pass.states[0]!), ...pass.states.slice(1)];
    return {
      value: [pass.y, ...(returnState ? last : [])],
      keep: [x, kernel, ...pass.keep],
      gradient: (dys, [x, kernel, ...kept]) => {
        const [dy, ...dStates] = [dys].flat() as [Tensor, ...Tensor[]];
        const back = pass.back(dy, dStates, kept);
        const columns = kernel!.shape[1]!;
        const dz = reshape(back.dz, [-1, columns]) as Tensor2D;
        return {
          x: () => reshape(matMul(dz, kernel as Tensor2D, false, true), x!.shape),
          kernel: () => matMul(reshape(x!, [-1, kernel!.shape[0]!]) as Tensor2D, dz, true, false),
          recurrentKernel: back.recurrentKernel,
          bias: () => (bias!.shape.length > 1 ? stack([sum(dz, 0), back.recurrentBias()]) : sum(dz, 0)),
          ...Object.fromEntries(states.map((_, i) => [of.states[i]!, () => back.states[i]!])),
        };
      },
    };
  });
  return [result].flat();
}
