import type { Loss } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import {
  add,
  cast,
  div,
  engine,
  fill,
  maximum,
  mean,
  mul,
  reshape,
  type Scalar,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { isTensor } from './data.js';

/** Targets and predictions as the loss and metrics get them, and what each of their rows counts for. */
export interface Judged {
  readonly yTrue: Tensor;
  readonly yPred: Tensor;
  /** `[rows]`: mask times sample weights; absent where all count one. */
  readonly weights?: Tensor;
  /** Mask alone, for metrics that are not weighted. */
  readonly mask?: Tensor;
}

/**
 * Makes a row of each sample or, where a mask or weights go by time step, of each time step: a loss needs to know of
 * neither.
 *
 * @param mask - `[batch]` or `[batch, time]`.
 * @param weights - `[batch]` or `[batch, time]`.
 */
export function judged(yTrue: Tensor, yPred: Tensor, mask: Tensor | null, weights: Tensor | undefined): Judged {
  const temporal = yPred.rank > 2 && (mask?.rank === 2 || weights?.rank === 2);
  if (!mask && !weights) return { yTrue, yPred };
  const [batch, time] = yPred.shape as [number, number];
  const rows = temporal ? batch * time : batch;
  if (temporal && yTrue.shape[1] !== time) {
    throw new RangeError(
      `fit: a mask or weight for each time step needs targets for each, got yTrue [${yTrue.shape.join(', ')}] for yPred [${yPred.shape.join(', ')}].`,
    );
  }
  const flat = (values: Tensor): Tensor => {
    const floats = cast(values, 'float32');
    if (floats.size === rows) return reshape(floats, [rows]);
    if (floats.size === batch && temporal) return reshape(mul(reshape(floats, [batch, 1]), fill([1, time], 1)), [rows]);
    throw new RangeError(
      `fit: a mask or weights of shape [${values.shape.join(', ')}] do not fit predictions of shape [${yPred.shape.join(', ')}].`,
    );
  };
  const [m, w] = [mask && flat(mask), weights && flat(weights)];
  return {
    yTrue: temporal ? reshape(yTrue, [rows, ...yTrue.shape.slice(2)]) : yTrue,
    yPred: temporal ? reshapeOnTape(yPred, [rows, ...yPred.shape.slice(2)]) : yPred,
    ...((m || w) && { weights: m && w ? mul(m, w) : (m ?? w)! }),
    ...(m && { mask: m }),
  };
}

const reshapeOnTape = (x: Tensor, shape: number[]): Tensor =>
  primitive({ x }, () => ({ value: reshape(x, shape), gradient: (dy) => ({ x: () => reshape(dy, x.shape) }) }));

/** The loss of an output in a batch: its value on the tape, and how many rows it is the mean of. */
export interface Objective {
  readonly value: Scalar;
  /** A tensor where a mask decides. */
  readonly count: number | Scalar;
}

/** The weighted losses' sum over the number of rows, masked ones left out: Keras's `sum_over_batch_size`. */
export function objective({ yTrue, yPred, weights, mask }: Judged, loss: Loss): Objective {
  const each = loss(yTrue, yPred);
  const rows = yPred.shape[0]!;
  if (!isTensor(each) || each.shape[0] !== rows || each.rank !== 1) {
    const got = isTensor(each) ? `shape [${each.shape.join(', ')}]` : String(each);
    throw new RangeError(
      `fit: the loss must give one value for each of the ${rows} samples, shape [${rows}], got ${got}.`,
    );
  }
  const count = mask ? (sum(mask) as Scalar) : rows;
  // A batch of padding alone has no mean; its sum is 0, so any divisor will do.
  const divisor = typeof count === 'number' ? count : maximum(count, 1);
  const value = primitive({ each }, () => ({
    value: weights ? div(sum(mul(each, weights)), divisor) : mean(each),
    keep: [...(weights ? [weights] : []), ...(typeof divisor === 'number' ? [] : [divisor])],
    gradient: (dy, kept) => ({
      each: () => (weights ? mul(kept[0]!, div(dy, kept[1] ?? rows)) : mul(fill([rows], 1 / rows), dy)),
    }),
  }));
  return { value: value as Scalar, count };
}

/** `Σ weight · value`, as one node. Weights that are tensors must outlive the backward pass. */
export function weightedSum(terms: readonly (readonly [weight: number | Scalar, value: Tensor])[]): Scalar {
  const [first] = terms;
  if (terms.length === 1 && first![0] === 1) return first![1] as Scalar;
  return primitive(Object.fromEntries(terms.map(([, value], i) => [i, value])), () => ({
    value: terms.map(([weight, value]) => mul(value, weight)).reduce((a, b) => add(a, b)),
    gradient: (dy) =>
      Object.fromEntries(terms.map(([weight, { shape }], i) => [i, () => reshape(mul(dy, weight), shape)])),
  })) as Scalar;
}

/** `f`'s value and its gradients; names the remedy where tfjs-core has no gradient for an operation of the user's own. */
export function gradients(f: () => Scalar, variables: readonly Tensor[]): { value: Scalar; grads: Tensor[] } {
  try {
    return engine().gradients(f, [...variables]) as { value: Scalar; grads: Tensor[] };
  } catch (error) {
    const kernel = /gradient function not found for (\w+)/.exec(String(error))?.[1];
    if (!kernel) throw error;
    throw new Error(
      `fit: tfjs-core has no gradient registered for ${kernel}, which a layer or loss of yours uses; call registerGradients() of @tenonjs/gradients once before training.`,
      { cause: error },
    );
  }
}
