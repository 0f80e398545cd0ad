import {
  add,
  cast,
  clone,
  divNoNan,
  mul,
  ones,
  reshape,
  slice,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  unstack,
} from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { expandWeights } from './weighted.js';

/**
 * Joint moments of targets and predictions, a column each feature. Sums of squares are about the mean, since float32 does
 * not survive Σy² − (Σy)²/n, and means are kept as their distance from a sample, since they may be far from 0.
 */
export interface Moments extends Record<string, Tensor> {
  /** `Σ w`, a scalar. */
  readonly weight: Tensor;
  /** The first target and the first prediction, `[2, columns]`. */
  readonly pivot: Tensor;
  /** How far the means of targets and of predictions are from them, `[2, columns]`. */
  readonly mean: Tensor;
  /** `Σ w(t − t̄)²`, `Σ w(p − p̄)²` and `Σ w(t − t̄)(p − p̄)`, `[3, columns]`. */
  readonly products: Tensor;
}

/** Targets, predictions and weights as rows: `[rows, columns]` twice, and `[rows, 1]`. */
export function rowsOf(who: string, yTrue: Tensor, yPred: Tensor, weights?: Tensor): [Tensor, Tensor, Tensor] {
  const columns = yPred.rank > 1 ? yPred.shape[yPred.rank - 1]! : 1;
  const outer = yPred.rank > 1 ? yPred.shape.slice(0, -1) : yPred.shape;
  const rows = (x: Tensor): Tensor => reshape(cast(x, 'float32'), [-1, columns]);
  const each: Tensor = ones(outer);
  return [
    rows(align(who, yTrue, yPred)),
    rows(yPred),
    reshape(weights ? mul(each, expandWeights(who, weights, outer)) : each, [-1, 1]),
  ];
}

const productsOf = (both: Tensor): Tensor => {
  const [t, p] = unstack(both) as [Tensor, Tensor];
  return stack([square(t), square(p), mul(t, p)]);
};

/** The moments of rows. */
export function momentsOf(yTrue: Tensor, yPred: Tensor, weights: Tensor): Moments {
  const both = stack([yTrue, yPred]);
  const columns = both.shape[2]!;
  const pivot = slice(both, [0, 0, 0], [2, 1, columns]);
  const distance = sub(both, pivot);
  const weight = sum(weights);
  const mean = divNoNan(sum(mul(distance, weights), 1, true), weight);
  const products = sum(mul(productsOf(sub(distance, mean)), weights), 1);
  return { weight, pivot: reshape(pivot, [2, columns]), mean: reshape(mean, [2, columns]), products };
}

/**
 * The moments of two sets of rows together.
 *
 * @see Chan, Golub & LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances".
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const weight = add(a.weight, b.weight);
  const shift = add(sub(b.pivot, a.pivot), sub(b.mean, a.mean));
  const share = divNoNan(b.weight, weight);
  return {
    weight,
    pivot: clone(a.pivot),
    mean: add(a.mean, mul(shift, share)),
    products: add(add(a.products, b.products), mul(productsOf(shift), mul(a.weight, share))),
  };
}

/** The moments by name, `[columns]` each but the weight. */
interface NamedMoments {
  readonly weight: Tensor;
  /** `Σ w(t − t̄)²`. */
  readonly target: Tensor;
  /** `Σ w(p − p̄)²`. */
  readonly prediction: Tensor;
  /** `Σ w(t − t̄)(p − p̄)`. */
  readonly joint: Tensor;
  /** `Σ w · (t̄ − p̄)²`. */
  readonly shift: Tensor;
}

export function unpack({ weight, pivot, mean, products }: Moments): NamedMoments {
  const difference = ([a, b]: Tensor[]): Tensor => sub(a!, b!);
  const bias = add(difference(unstack(pivot)), difference(unstack(mean)));
  const [target, prediction, joint] = unstack(products) as [Tensor, Tensor, Tensor];
  return { weight, target, prediction, joint, shift: mul(weight, square(bias)) };
}
