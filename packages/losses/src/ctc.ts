import type { Loss } from '@tenonjs/contracts';
import { named, primitive, rank } from '@tenonjs/internal';
import {
  add,
  cast,
  concat,
  exp,
  log,
  logicalAnd,
  matMul,
  max,
  maximum,
  mul,
  neg,
  notEqual,
  oneHot,
  pad,
  reshape,
  reverse,
  slice,
  stack,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  transpose,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { float } from './rows.js';

/** The logarithm of nothing: its multiples are still numbers. */
const NOTHING = -1e30;

/**
 * Connectionist temporal classification: minus the log-likelihood of a label sequence, over all of its alignments with the
 * time steps. Class 0 is the blank.
 *
 *     −log Σ Πₜ softmax(yPred)[t, πₜ]            over the paths π that are the labels once repeats, then blanks, are removed
 *
 * Where the labels do not fit into the time steps the loss is about 10³⁰ and its gradient 0. The cost is some 25 operations
 * for each time step.
 *
 * @param yTrue - Labels 1 … classes − 1, then zeros, `[batch, length]`, int or float.
 * @param yPred - Logits, `[batch, time, classes]`.
 * @returns One loss per sample, `[batch]`; not divided by its length.
 * @throws {RangeError} If the ranks or the batches differ from these.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * ctc(tensor2d([[1]]), tensor3d([[[0, 0], [0, 0]]])); // [0.287682]
 * @see Graves et al. 2006, https://www.cs.toronto.edu/~graves/icml_2006.pdf; Keras's `ctc`.
 */
export const ctc: Loss = /* @__PURE__ */ named('ctc', (yTrue: Tensor, yPred: Tensor): Tensor1D => {
  float('ctc', yPred);
  rank('ctc', 'yTrue', yTrue.shape, ['batch', 'length']);
  rank('ctc', 'yPred', yPred.shape, ['batch', 'time', 'classes']);
  const [batch, , classes] = yPred.shape as [number, number, number];
  const samples = yTrue.shape[0];
  if (samples !== batch) throw new RangeError(`ctc: yTrue has ${samples} samples but yPred has ${batch}.`);
  return primitive({ yPred }, () => {
    const { states, starts, ends, skips } = graph(cast(yTrue, 'int32'), classes);
    const shifted = sub(yPred, max(yPred, 2, true));
    const logq = sub(shifted, log(sum(exp(shifted), 2, true)));
    const emissions = matMul(logq, states, false, true);
    const forth = paths(emissions, starts, walled(skips, 0, 2));
    const last = add(forth[forth.length - 1]!, ends);
    const likelihood = logSumExp(last);
    return {
      value: reshape(neg(likelihood), [batch]) as Tensor1D,
      keep: [logq, states, emissions, stack(forth, 1), ends, skips, likelihood],
      gradient: (dy, [logq, states, emissions, forth, ends, skips, likelihood]) => ({
        yPred: () => {
          // The paths from a state to the end are those from the end to it, with time and states turned round.
          const leave = reverse(walled(skips!, 2, 0), 1);
          const back = paths(reverse(emissions!, [1, 2]), reverse(ends!, 1), leave);
          const through = sub(add(forth!, reverse(stack(back, 1), [1, 2])), emissions!);
          const shares = exp(sub(through, reshape(likelihood!, [batch, 1, 1])));
          const fits = step(sub(likelihood!, NOTHING / 2));
          const scale = reshape(mul(dy, reshape(fits, [batch])), [batch, 1, 1]);
          return mul(sub(exp(logq!), matMul(shares, states!)), scale);
        },
      }),
    };
  });
});

/**
 * The states of each sample, a label or a blank: blank, label 1, blank, label 2, … blank. `starts`, `ends` are 0 where a path
 * may start or end; `skips` is 0 where it may go from a state to the one after the next, between labels that differ.
 */
function graph(labels: Tensor, classes: number): Record<'states' | 'starts' | 'ends' | 'skips', Tensor> {
  const [batch, length] = labels.shape as [number, number];
  const count = 2 * length + 1;
  const blanks = zeros([batch, length], 'int32');
  const symbols = concat([reshape(stack([blanks, labels], 2), [batch, 2 * length]), zeros([batch, 1], 'int32')], 1);
  const [from, to] = [slice(symbols, [0, 0], [batch, count - 2]), slice(symbols, [0, 2], [batch, count - 2])];
  const final = mul(sum(cast(notEqual(labels, 0), 'float32'), 1), 2);
  const at = (state: Tensor) => cast(oneHot(cast(state, 'int32') as Tensor1D, count), 'float32');
  return {
    states: cast(oneHot(symbols as Tensor2D, classes), 'float32'),
    starts: walled(zeros([batch, 2]), 0, count - 2),
    ends: allowed(add(at(final), at(sub(final, 1)))),
    skips: allowed(cast(logicalAnd(notEqual(from, to), notEqual(to, 0)), 'float32')),
  };
}

/** States added before and after, where no path leads. */
function walled(x: Tensor, before: number, after: number): Tensor {
  const columns: [number, number] = [before, after];
  return pad(x, [[0, 0], columns], NOTHING);
}

/** 0 for 1, the logarithm of nothing for 0. */
const allowed = (mask: Tensor): Tensor => mul(sub(1, mask), NOTHING);

/**
 * The log-likelihoods of all paths to each state, at each time step.
 *
 * @param leave - 0 where a path may skip the next state, `[batch, states]`.
 */
function paths(emissions: Tensor, starts: Tensor, leave: Tensor): Tensor[] {
  const count = starts.shape[1]!;
  const by = (n: number, x: Tensor) => walled(slice(x, [0, 0], [-1, count - n]), n, 0);
  const [first, ...rest] = unstack(transpose(emissions, [1, 0, 2]));
  const reached = [add(first!, starts)];
  for (const emission of rest) {
    const stay = reached[reached.length - 1]!;
    const next = by(1, stay);
    const skip = by(2, add(stay, leave));
    const most = maximum(maximum(stay, next), skip);
    const all = add(add(exp(sub(stay, most)), exp(sub(next, most))), exp(sub(skip, most)));
    reached.push(add(add(log(all), most), emission));
  }
  return reached;
}

/** Along the last axis of a matrix, which is kept. */
function logSumExp(x: Tensor): Tensor {
  const most = max(x, 1, true);
  return add(log(sum(exp(sub(x, most)), 1, true)), most);
}
