import type { Layer, Shape } from '@tenonjs/contracts';
import { fraction, primitive } from '@tenonjs/internal';
import { add, matMul, mul, ones, reshape, square, sub, sum, type Tensor, tanh } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions, type Variables, type Weights } from '../layer.js';
import { merged } from '../merging/merge.js';
import { drop } from '../regularization/dropoutLayer.js';
import { reshaped } from '../reshaping/reshaped.js';
import { callSeeds } from '../seeds.js';
import { showShape } from '../shapes.js';
import { probabilities, scoresGradient } from './attend.js';
import { joined, masksOf } from './masks.js';
import { checkQueryValueKey } from './queryValueKey.js';

/** What attention and additive attention share. */
export interface SingleAttentionOptions extends LayerOptions {
  /** The share of attention probabilities set to zero in training, in [0, 1); 0 by default. */
  readonly dropout?: number;
  /** True lets each time step see only itself and those before it; false by default. */
  readonly useCausalMask?: boolean;
  /** True gives the attention probabilities too, `[batch, queries, keys]`; false by default. */
  readonly returnAttentionScores?: boolean;
  /** Seeds dropout; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/** Attention by one head, without projections: probabilities are the softmax of what `scores` gives. */
export function singleAttention<W extends Weights>(
  type: string,
  options: SingleAttentionOptions,
  build: (features: number) => W,
  scores: (query: Tensor, key: Tensor, weights: Variables<W>) => Tensor,
): Layer<Tensor[], any> {
  const { dropout = 0, useCausalMask = false, returnAttentionScores = false, seed } = options;
  fraction(type, { dropout });
  const seedOf = callSeeds(seed);
  const self: Layer<Tensor[], any> = assemble<Tensor[], any, W>(type, options, {
    check: (who, shapes) => {
      checkQueryValueKey(who, shapes);
      const [query, value, key = value!] = shapes as [Shape, Shape, Shape?];
      if (query[2] != null && key[2] != null && query[2] !== key[2]) {
        throw new RangeError(`${who}: query has ${query[2]} features but key has ${key[2]}.`);
      }
    },
    build: ([query]) => {
      if (query![2] == null) {
        throw new RangeError(
          `${self.name ?? type}: features of query must be known to build, got shape ${showShape(query!)}.`,
        );
      }
      return build(query![2]);
    },
    call: ([query, value, key = value!], weights, context) => {
      const [batch, queries] = query!.shape as [number, number];
      const keys = key.shape[1]!;
      const mask = joined(self.name ?? type, masksOf(context), [batch, queries, 1, keys]);
      const p = softened(scores(query!, key, weights), mask, useCausalMask);
      const kept = context.training && dropout > 0 ? drop(p, dropout, seedOf(context), undefined) : p;
      const y = product(kept, value!, false);
      return returnAttentionScores ? [y, p] : y;
    },
    outputShape: ([query, value]) => {
      const y = [query![0]!, query![1]!, value![2]!];
      return returnAttentionScores ? [y, [query![0]!, query![1]!, value![1]!]] : y;
    },
    outputMask: (_, mask, masks) => masksOf({ mask, ...(masks && { masks }) })[0] ?? null,
  });
  return self;
}

/** The probabilities of one head's scores, `[batch, queries, keys]`. */
const softened = (scores: Tensor, mask: Tensor | null, causal: boolean): Tensor =>
  primitive({ scores }, () => {
    const [batch, queries, keys] = scores.shape as [number, number, number];
    const p = reshape(probabilities(reshape(scores, [batch, 1, queries, keys]), mask, { causal }), scores.shape);
    return { value: p, keep: [p], gradient: (dy, [p]) => ({ scores: () => scoresGradient(p!, dy) }) };
  });

/** `a b` or `a bᵀ` of batches of matrices. */
export function product(a: Tensor, b: Tensor, transposed: boolean): Tensor {
  return primitive({ a, b }, () => ({
    value: matMul(a, b, false, transposed),
    keep: [a, b],
    gradient: (dy, [a, b]) => ({
      a: () => matMul(dy, b!, false, !transposed),
      b: () => (transposed ? matMul(dy, a!, true, false) : matMul(a!, dy, true, false)),
    }),
  }));
}

/** `x · factor`, which broadcasts to x; x where there is none. */
export const times = (x: Tensor, factor: Tensor | undefined): Tensor =>
  factor
    ? merged([x, factor], ([x, factor]) => ({
        value: mul(x!, factor!),
        keep: [x!, factor!],
        gradient: (dy, [x, factor], i) => mul(dy, i === 0 ? factor! : x!),
      }))
    : x;

/** `Σ factor · tanh(query + key)` over the features, for each query and key: `[batch, queries, keys]`. */
export function additiveScores(query: Tensor, key: Tensor, factor?: Tensor): Tensor {
  const [batch, queries, features] = query.shape as [number, number, number];
  const q = reshaped(query, [batch, queries, 1, features]);
  const k = reshaped(key, [batch, 1, key.shape[1]!, features]);
  const bent = merged([q, k], ([q, k]) => {
    const value = tanh(add(q!, k!));
    return { value, keep: [value], gradient: (dy, [value]) => mul(dy, sub(1, square(value!))) };
  });
  const x = times(bent, factor);
  return primitive({ x }, () => ({
    value: sum(x, -1),
    gradient: (dy) => ({ x: () => mul(reshape(dy, [...dy.shape, 1]), ones(x.shape)) }),
  }));
}
