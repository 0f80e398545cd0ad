import {
  add,
  cast,
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
import type { Given, Noisy, Pass, Recurrence, RecurrentWeights } from './recurrence.js';

/** A sequence on public operations. */
export function portable(of: Recurrence, x: Tensor, weights: RecurrentWeights, given: Given, how: Noisy): Pass {
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
