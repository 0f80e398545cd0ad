import { kernel, primitive } from '@tenonjs/internal';
import {
  add,
  cast,
  lessEqual,
  logicalAnd,
  matMul,
  mul,
  range,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  transpose,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { noise } from '../regularization/dropoutLayer.js';

/** A score that no softmax lets through. */
const NEVER = -1e30;

export interface Attend {
  /** Multiplies the scores. */
  readonly scale: number;
  /** Query i sees the keys up to i + offset. */
  readonly causal?: boolean;
  readonly offset?: number;
  /** The share of probabilities that is dropped, by the bits of `seed`. */
  readonly rate?: number;
  readonly seed?: number;
}

type Input = 'query' | 'key' | 'value';

/**
 * Scaled dot-product attention of several heads, as one node.
 *
 *     p = softmax(scale · q kᵀ) over the keys allowed, 0 elsewhere        y = dropout(p) v
 *
 * A query that may see no key gets zeros, and gives no gradient.
 *
 * @param query - `[batch, queries, heads, depth]`
 * @param key - `[batch, keys, keyValueHeads, depth]`, each head for a group of query heads
 * @param value - `[batch, keys, keyValueHeads, valueDepth]`
 * @param mask - Which keys count: bool `[batch, heads, queries, keys]`, any but the last may be 1; null: all.
 * @param scores - Whether p is wanted: its gradient costs the backward pass time, even where it is zero.
 * @returns y `[batch, queries, heads, valueDepth]` and p `[batch, heads, queries, keys]`, before dropout
 */
export function attend(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  mask: Tensor | null,
  options: Attend,
  scores = true,
): Tensor[] {
  return primitive<Input, Tensor[]>({ query, key, value }, () => {
    const fused = kernel('Attention', { query, key, value, mask: mask ?? undefined }, { ...options });
    const outputs = fused ?? forward(query, key, value, mask, options);
    return {
      value: scores ? outputs : outputs.slice(0, 1),
      keep: [query, key, value, outputs[1]!],
      gradient: (dys: Tensor | (Tensor | null)[], [query, key, value, p]) => {
        const [dy, dp] = [dys].flat();
        const inputs = {
          dy: dy ?? zeros([...query!.shape.slice(0, 3), value!.shape[3]!]),
          query: query!,
          key: key!,
          value: value!,
          probabilities: p!,
        };
        const grads =
          kernel('AttentionGrad', { ...inputs, dprobabilities: dp ?? undefined }, { ...options }) ??
          backward(inputs, dp, options);
        return { query: () => grads[0]!, key: () => grads[1]!, value: () => grads[2]! };
      },
    };
  });
}

/** `[batch, keyValueHeads, group · queries, depth]`: the heads that share a key and value are rows of one product. */
function grouped(x: Tensor, kvHeads: number): Tensor {
  const [batch, queries, heads, depth] = x.shape as [number, number, number, number];
  const group = heads / kvHeads;
  const byHead = transpose(reshape(x, [batch, queries, kvHeads, group, depth]), [0, 2, 3, 1, 4]);
  return reshape(byHead, [batch, kvHeads, group * queries, depth]);
}

/** The inverse of `grouped`. */
function ungrouped(x: Tensor, [batch, queries, heads]: number[]): Tensor {
  const [, kvHeads, , depth] = x.shape as [number, number, number, number];
  const byHead = reshape(x, [batch!, kvHeads, heads! / kvHeads, queries!, depth]);
  return reshape(transpose(byHead, [0, 3, 1, 2, 4]), [batch!, queries!, heads!, depth]);
}

/** `[batch, heads, time, depth]` and back. */
const turned = (x: Tensor): Tensor => transpose(x, [0, 2, 1, 3]);

/** Which query may see which key, by mask and by time; null where all may. */
function allowed(
  mask: Tensor | null,
  queries: number,
  keys: number,
  { causal, offset = 0 }: Pick<Attend, 'causal' | 'offset'>,
): Tensor | null {
  const past = causal
    ? lessEqual(reshape(range(0, keys), [1, 1, 1, keys]), reshape(range(offset, offset + queries), [1, 1, queries, 1]))
    : null;
  return mask && past ? logicalAnd(mask, past) : (mask ?? past);
}

/** `softmax(scores)` over the keys that mask and time allow, 0 elsewhere; scores `[batch, heads, queries, keys]`. */
export function probabilities(scores: Tensor, mask: Tensor | null, options: Pick<Attend, 'causal' | 'offset'>): Tensor {
  const [, , queries, keys] = scores.shape as [number, number, number, number];
  const open = allowed(mask, queries, keys, options);
  return open ? mul(softmax(where(open, scores, NEVER)), cast(open, 'float32')) : softmax(scores);
}

/** The gradient of the scores from that of their softmax p. */
export const scoresGradient = (p: Tensor, g: Tensor): Tensor => mul(p, sub(g, sum(mul(p, g), -1, true)));

function forward(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null, options: Attend): Tensor[] {
  const [batch, queries, heads] = query.shape as [number, number, number];
  const [, keys, kvHeads] = key.shape as [number, number, number];
  const flat = [batch, kvHeads, (heads / kvHeads) * queries, keys];
  const shape = [batch, heads, queries, keys];
  const scores = reshape(mul(matMul(grouped(query, kvHeads), turned(key), false, true), options.scale), shape);
  const p = probabilities(scores, mask, options);
  return [ungrouped(matMul(reshape(dropped(p, options), flat), turned(value)), query.shape), p];
}

const dropped = (p: Tensor, { rate = 0, seed = 0 }: Attend): Tensor =>
  rate > 0 ? mul(p, noise(p.shape, rate, seed)) : p;

/** With g the gradient of p: `∂(q kᵀ) = scale · p ∘ (g − Σ p ∘ g)`. */
function backward(
  { dy, query, key, value, probabilities: p }: Record<Input | 'dy' | 'probabilities', Tensor>,
  dp: Tensor | null | undefined,
  options: Attend,
): Tensor[] {
  const [batch, kvHeads, shape] = [query.shape[0]!, key.shape[2]!, p.shape];
  const flat = [batch, kvHeads, -1, shape[3]!];
  const dyRows = grouped(dy, kvHeads);
  const through = dropped(reshape(matMul(dyRows, turned(value), false, true), shape), options);
  const g = dp ? add(through, dp) : through;
  const ds = reshape(mul(scoresGradient(p, g), options.scale), flat);
  return [
    ungrouped(matMul(ds, turned(key)), query.shape),
    turned(matMul(ds, grouped(query, kvHeads), true, false)),
    turned(matMul(reshape(dropped(p, options), flat), dyRows, true, false)),
  ];
}
