import { integer, kernel, named, primitive } from '@tenonjs/internal';
import {
  cast,
  div,
  maximum,
  mul,
  notEqual,
  oneHot,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { labelsOf } from './labelsOf.js';
import { minusLikelihood } from './likelihood.js';
import type { LossWith } from './loss.js';
import { averaged, type RowLoss, type Rows, rowsOf } from './rows.js';

export interface SparseCategoricalCrossentropyOptions {
  /** Whether yPred is logits, before a softmax. Default false: it is probabilities. */
  readonly fromLogits?: boolean;
  /** A label whose positions do not count, such as that of padding. Default: none. */
  readonly ignoreClass?: number | null;
  /** Where the classes are. Default −1, the last axis. */
  readonly axis?: number;
}

/**
 * Sparse categorical crossentropy: minus the log-likelihood of integer labels, averaged over the positions of a sample.
 *
 *     −log q[label]            q = p / Σp, limited to [10⁻⁷, 1 − 10⁻⁷]; from logits z, q = softmax(z)
 *
 * Prefer logits: where q is limited its gradient is zero. Labels live on the device, so they cannot be checked here: the
 * loss of a label outside 0 … classes − 1 means nothing. With `ignoreClass` a sample's mean is over the positions that count
 * (0 where none does); Keras instead averages over those of the whole batch.
 *
 * @param yTrue - Labels 0 … classes − 1, int or float, of yPred's shape without the class axis, or with size 1 there:
 *   `[batch]`, `[batch, 1]`, `[batch, time]`.
 * @param yPred - Probabilities or logits, `[batch, …, classes]`.
 * @returns One loss per sample, `[batch]`.
 * @throws {RangeError} If the shapes do not fit, there is no such axis, or ignoreClass is not an integer.
 * @throws {TypeError} If yPred is not float32.
 * @example
 * sparseCategoricalCrossentropy(tensor1d([1]), tensor2d([[0.25, 0.5, 0.25]])); // [0.693147]
 * sparseCategoricalCrossentropy(tensor1d([1]), tensor2d([[0, 0]]), { fromLogits: true }); // [0.693147]
 * @see Keras's `sparse_categorical_crossentropy`.
 */
export const sparseCategoricalCrossentropy: LossWith<SparseCategoricalCrossentropyOptions> = /* @__PURE__ */ named(
  'sparseCategoricalCrossentropy',
  (yTrue: Tensor, yPred: Tensor, options: SparseCategoricalCrossentropyOptions = {}): Tensor1D => {
    const who = 'sparseCategoricalCrossentropy';
    const { fromLogits = false, ignoreClass, axis = -1 } = options;
    if (ignoreClass != null) integer(who, { ignoreClass });
    const rows = rowsOf(who, yPred, [axis]);
    const labelsIn = labelsOf(who, yTrue, yPred, axis);
    return primitive({ yPred }, () => {
      const labels = labelsIn();
      const x = rows.of(yPred);
      if (ignoreClass == null) return averaged(rows, ofLabels(fromLogits, labels, x));
      const counts = notEqual(labels, ignoreClass);
      return averaged(rows, ofLabels(fromLogits, mul(labels, cast(counts, 'int32')), x), shares(counts, rows));
    });
  },
);

const ofLabels = (fromLogits: boolean, labels: Tensor1D, x: Tensor): RowLoss =>
  (fromLogits && fused(labels, x)) || minusLikelihood(fromLogits, oneHotFloat(labels, x.shape[1]!), x);

/** Cast apart: oneHot on wasm writes integers whatever dtype it is given. */
const oneHotFloat = (labels: Tensor, classes: number): Tensor => cast(oneHot(labels, classes), 'float32');

function fused(labels: Tensor1D, logits: Tensor): RowLoss | undefined {
  const [value, q] = kernel('SoftmaxCrossentropy', { logits, labels }) ?? [];
  return (
    value && q && { value, keep: [labels, q], slope: ([labels, q]) => sub(q!, oneHotFloat(labels!, q!.shape[1]!)) }
  );
}

/** What each position counts in its sample: one over the number of those that do. */
function shares(counts: Tensor, { batch, positions }: Rows): Tensor {
  const ones = reshape(cast(counts, 'float32'), [batch, positions]);
  return div(ones, maximum(sum(ones, 1, true), 1));
}
