import { fraction, integer, kernel, named, primitive } from '@tenonjs/internal';
import {
  add,
  cast,
  div,
  gather,
  maximum,
  mean,
  mul,
  notEqual,
  oneHot,
  range,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { labelsOf } from './labelsOf.js';
import { minusLikelihood, smoothed } from './likelihood.js';
import type { LossWith } from './loss.js';
import { averaged, type RowLoss, type Rows, rowsOf } from './rows.js';

export interface SparseCategoricalCrossentropyOptions {
  /** Whether yPred is logits, before a softmax. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** Moves the target, one at the label, this far towards 1 / classes everywhere, in [0, 1). Default 0. */
  readonly labelSmoothing?: number;
  /** A label whose positions do not count, such as that of padding. Default: none. */
  readonly ignoreClass?: number | null;
  /** Where the classes are. Default −1, the last axis. */
  readonly axis?: number;
}

/**
 * Sparse categorical crossentropy: minus the log-likelihood of integer labels, averaged over the positions of a sample.
 *
 *     −log q[label]            q = p / Σp, limited to [10⁻⁷, 1 − 10⁻⁷]; from logits z, q = softmax(z)
 *     −(1 − s) log q[label] − s / classes · Σᵢ log qᵢ        label smoothing s
 *
 * Prefer logits: where q is limited its gradient is zero. Labels live on the device, so they cannot be checked here: the
 * loss of a label outside 0 … classes − 1 means nothing. With `ignoreClass` a sample's mean is over the positions that count
 * (0 where none does); Keras instead averages over those of the whole batch.
 *
 * @param yTrue - Labels 0 … classes − 1, int or float, of yPred's shape without the class axis, or with size 1 there:
 *   `[batch]`, `[batch, 1]`, `[batch, time]`.
 * @param yPred - Probabilities or logits, `[batch, …, classes]`.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes do not fit, there is no such axis, ignoreClass is not an integer, or labelSmoothing is
 *   outside [0, 1).
 * @throws {TypeError} If yPred is not float32.
 * @example
 * sparseCategoricalCrossentropy(tensor1d([1]), tensor2d([[0.25, 0.5, 0.25]])); // [0.693147]
 * sparseCategoricalCrossentropy(tensor1d([1]), tensor2d([[0, 0]]), { fromLogits: true }); // [0.693147]
 * @see Keras's `sparse_categorical_crossentropy`, which has no label smoothing; PyTorch's `cross_entropy`, which has it;
 *   Szegedy et al. 2016, https://arxiv.org/abs/1512.00567.
 */
export const sparseCategoricalCrossentropy: LossWith<SparseCategoricalCrossentropyOptions> = /* @__PURE__ */ named(
  'sparseCategoricalCrossentropy',
  (yTrue: Tensor, yPred: Tensor, options: SparseCategoricalCrossentropyOptions = {}): Tensor1D => {
    const who = 'sparseCategoricalCrossentropy';
    const { fromLogits = false, labelSmoothing = 0, ignoreClass, axis = -1 } = options;
    if (ignoreClass != null) integer(who, { ignoreClass });
    fraction(who, { labelSmoothing });
    const rows = rowsOf(who, yPred, [axis]);
    const labelsIn = labelsOf(who, yTrue, yPred, axis);
    return primitive({ yPred }, () => {
      const labels = labelsIn();
      const x = rows.of(yPred);
      const of = (labels: Tensor1D): RowLoss =>
        (fromLogits && fused(labels, x, labelSmoothing)) ||
        minusLikelihood(fromLogits, targets(labels, x, labelSmoothing), x);
      if (ignoreClass == null) return averaged(rows, of(labels));
      const counts = notEqual(labels, ignoreClass);
      return averaged(rows, of(mul(labels, cast(counts, 'int32'))), shares(counts, rows));
    });
  },
);

/** One at the label, smoothed. Cast apart: oneHot on wasm writes integers whatever dtype it is given. */
const targets = (labels: Tensor, { shape }: Tensor, smoothing: number): Tensor =>
  smoothed(cast(oneHot(labels, shape[1]!), 'float32'), smoothing);

function fused(labels: Tensor1D, logits: Tensor, smoothing: number): RowLoss | undefined {
  const [value, q] = kernel('SoftmaxCrossentropy', { logits, labels }) ?? [];
  return (
    value &&
    q && {
      value: smoothing === 0 ? value : add(value, mul(missed(labels, logits), smoothing)),
      keep: [labels, q],
      slope: ([labels, q]) => sub(q!, targets(labels!, q!, smoothing)),
    }
  );
}

/** What the logit of the label is above the mean of its row. */
function missed(labels: Tensor1D, logits: Tensor): Tensor {
  const { size, shape } = logits;
  const own = gather(reshape(logits, [size]), add(labels, range(0, size, shape[1]!, 'int32')));
  return mean(sub(reshape(own, [-1, 1]), logits), 1);
}

/** What each position counts in its sample: one over the number of those that do. */
function shares(counts: Tensor, { batch, positions }: Rows): Tensor {
  const ones = reshape(cast(counts, 'float32'), [batch, positions]);
  return div(ones, maximum(sum(ones, 1, true), 1));
}
