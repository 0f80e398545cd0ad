import { kernel, primitive } from '@tenonjs/internal';
import {
  add,
  cast,
  clone,
  concat,
  expandDims,
  matMul,
  mul,
  reshape,
  split,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  unstack,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import type { How } from './recurrentLayer.js';

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

interface Noisy extends How {
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
interface Pass {
  readonly y: Tensor;
  readonly states: readonly Tensor[];
  readonly keep: readonly Tensor[];
  readonly back: (dy: Tensor, dStates: readonly Tensor[], kept: readonly Tensor[]) => Back;
}

type Given = Readonly<Record<string, Tensor | undefined>>;

/** By the backend's kernel, where it has one. */
function fused(of: Recurrence, x: Tensor, weights: RecurrentWeights, given: Given, how: Noisy): Pass | undefined {
  const { mask, goBackwards, returnSequences } = how;
  const initialStates = given.h !== undefined;
  const outputs = kernel(of.kernel, { x, ...weights, ...given, mask }, { goBackwards, returnSequences, ...of.attrs });
  if (!outputs) return undefined;
  const count = of.states.length;
  const memo = outputs.slice(count + (returnSequences ? 1 : 0));
  const others: Given = { c: given.c, mask };
  const present = Object.entries(others).filter((entry): entry is [string, Tensor] => entry[1] !== undefined);
  return {
    y: outputs[returnSequences ? count : 0]!,
    states: outputs.slice(0, count),
    keep: [weights.recurrentKernel, ...memo, ...present.map(([, tensor]) => tensor)],
    back: (dy, dStates, kept) => {
      const names = ['recurrentKernel', ...of.memo, ...present.map(([name]) => name)];
      const inputs = Object.fromEntries(names.map((name, i) => [name, kept[i]!]));
      const [dh, dc] = returnSequences ? dStates : [dStates[0] ? add(dy, dStates[0]) : dy, dStates[1]];
      const [dz, dRecurrentKernel, ...rest] = kernel(
        `${of.kernel}Grad`,
        { ...inputs, dy: returnSequences ? dy : undefined, dh, dc },
        { goBackwards, initialStates, ...of.attrs },
      )!;
      return {
        dz: dz!,
        recurrentKernel: () => dRecurrentKernel!,
        recurrentBias: () => rest[count]!,
        states: rest.slice(0, count),
      };
    },
  };
}

/** On public operations. */
function portable(of: Recurrence, x: Tensor, weights: RecurrentWeights, given: Given, how: Noisy): Pass {
  const { recurrentKernel, bias } = weights;
  const { mask, noise, goBackwards, returnSequences } = how;
  const [batch, time] = x.shape as [number, number];
  const units = recurrentKernel.shape[0]!;
  const cut = (kernel: Tensor): Tensor2D[] =>
    split(
      kernel as Tensor2D,
      of.columns.map((n) => n * units),
      1,
    );
  // Stock wasm takes a row of a matrix for a matrix.
  const [inputBias, recurrentBias] = bias && bias.shape.length > 1 ? split(reshape(bias, [-1]), 2) : [bias];
  const kernels = cut(recurrentKernel);
  const zs = unstack(affine(x, weights.kernel, inputBias, false), 1);
  const counts = mask && unstack(expandDims(mask, 2), 1);
  const order = zs.map((_, s) => (goBackwards ? time - 1 - s : s));
  let states = of.states.map((name) => given[name] ?? zeros([batch, units]));
  const ys: Tensor[] = [];
  const memo: Tensor[][] = [];
  for (const t of order) {
    const h = noise ? mul(states[0]!, noise) : states[0]!;
    const next = of.step(zs[t]!, states, h, kernels, recurrentBias);
    const before = states;
    states = counts ? next.states.map((state, i) => where(counts[t]!, state, before[i]!)) : next.states;
    ys[t] = states[0]!;
    memo[t] = next.keep;
  }
  const size = memo[0]!.length;
  return {
    y: returnSequences ? stack(ys, 1) : states[0]!,
    states,
    keep: [recurrentKernel, ...(mask ? [mask] : []), ...(noise ? [noise] : []), ...memo.flat()],
    back: (dy, dStates, kept) => {
      const kernels = cut(kept[0]!);
      const counts = mask && unstack(expandDims(cast(kept[1]!, 'float32'), 2), 1);
      const noisy = noise && kept[mask ? 2 : 1]!;
      const memo = kept.slice(kept.length - time * size);
      const dys = returnSequences ? unstack(dy, 1) : undefined;
      let ds = of.states.map((_, i) => dStates[i] ?? zeros([batch, units]));
      if (!dys) ds[0] = add(ds[0]!, dy);
      const dzs: Tensor[] = [];
      const products: (readonly [Tensor, Tensor])[][] = of.columns.map(() => []);
      for (const t of [...order].reverse()) {
        if (dys) ds[0] = add(ds[0]!, dys[t]!);
        const active = counts ? ds.map((d) => mul(d, counts[t]!)) : ds;
        const step = of.back(active, memo.slice(t * size, (t + 1) * size), kernels);
        dzs[t] = step.dz;
        step.products.forEach((pair, i) => {
          products[i]!.push(pair);
        });
        const dh = noisy ? mul(step.dh, noisy) : step.dh;
        ds = ds.map((d, i) => {
          const terms = [step.dStates[i], i === 0 ? dh : undefined, counts && mul(d, sub(1, counts[t]!))];
          return terms.filter((term) => term !== undefined).reduce((a, b) => add(a, b));
        });
      }
      const factor = (i: number, which: 0 | 1): Tensor2D =>
        concat(
          products[i]!.map((pair) => pair[which] as Tensor2D),
          0,
        );
      return {
        dz: stack(dzs, 1),
        recurrentKernel: () => {
          const gradients = products.map((_, i) => matMul(factor(i, 0), factor(i, 1), true, false));
          return gradients.length > 1 ? concat(gradients, 1) : gradients[0]!;
        },
        recurrentBias: () => sum(factor(0, 1), 0),
        states: ds,
      };
    },
  };
}

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
