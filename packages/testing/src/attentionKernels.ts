import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { bits, floats, run, scoped, wave } from './kernelRuns.js';

interface Case {
  readonly batch: number;
  readonly heads: number;
  readonly kvHeads?: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  readonly valueDepth?: number;
  /** Of a mask with every third place closed, and the last row of it all closed. */
  readonly mask?: readonly [number, number, number];
  readonly causal?: boolean;
  readonly offset?: number;
  readonly rate?: number;
}

const closed = (size: number, keys: number) =>
  Uint8Array.from({ length: size }, (_, i) => (i % 3 === 1 || i >= size - keys ? 0 : 1));

/** Attention and its gradients from the definition, in float64. */
function reference(c: Case, x: Record<'q' | 'k' | 'v' | 'dy' | 'dp', ArrayLike<number>>, scale: number, seed: number) {
  const { batch, heads, kvHeads = heads, queries, keys, depth, valueDepth = depth, mask, rate = 0 } = c;
  const allowed = mask && closed(mask[0] * mask[1] * mask[2] * keys, keys);
  const p = new Float64Array(batch * heads * queries * keys);
  const y = new Float64Array(batch * queries * heads * valueDepth);
  const dq = new Float64Array(batch * queries * heads * depth);
  const dk = new Float64Array(batch * keys * kvHeads * depth);
  const dv = new Float64Array(batch * keys * kvHeads * valueDepth);
  for (let b = 0; b < batch; b++)
    for (let h = 0; h < heads; h++)
      for (let i = 0; i < queries; i++) {
        const g = Math.floor((h * kvHeads) / heads);
        const row = ((b * heads + h) * queries + i) * keys;
        const qAt = ((b * queries + i) * heads + h) * depth;
        const yAt = ((b * queries + i) * heads + h) * valueDepth;
        const kAt = (j: number) => ((b * keys + j) * kvHeads + g) * depth;
        const vAt = (j: number) => ((b * keys + j) * kvHeads + g) * valueDepth;
        const open = (j: number) => {
          if (c.causal && j > i + (c.offset ?? 0)) return false;
          if (!mask) return true;
          const [mb, mh, mq] = mask;
          return allowed![(((mb === 1 ? 0 : b) * mh + (mh === 1 ? 0 : h)) * mq + (mq === 1 ? 0 : i)) * keys + j] === 1;
        };
        const scores = Array.from({ length: keys }, (_, j) => {
          let s = 0;
          for (let d = 0; d < depth; d++) s += x.q[qAt + d]! * x.k[kAt(j) + d]!;
          return open(j) ? s * scale : -Infinity;
        });
        const top = Math.max(...scores);
        const powers = scores.map((s) => (s === -Infinity ? 0 : Math.exp(s - top)));
        const total = powers.reduce((a, e) => a + e, 0) || 1;
        const kept = (j: number) => (bits(seed, row + j) >= Math.floor(rate * 2 ** 32) ? 1 / (1 - rate) : 0);
        const dp = powers.map((e, j) => {
          p[row + j] = e / total;
          let dot = 0;
          for (let d = 0; d < valueDepth; d++) {
            y[yAt + d]! += p[row + j]! * kept(j) * x.v[vAt(j) + d]!;
            dv[vAt(j) + d]! += p[row + j]! * kept(j) * x.dy[yAt + d]!;
            dot += x.dy[yAt + d]! * x.v[vAt(j) + d]!;
          }
          return dot * kept(j) + x.dp[row + j]!;
        });
        const mean = dp.reduce((a, g, j) => a + g * p[row + j]!, 0);
        dp.forEach((g, j) => {
          const ds = p[row + j]! * (g - mean) * scale;
          for (let d = 0; d < depth; d++) {
            dq[qAt + d]! += ds * x.k[kAt(j) + d]!;
            dk[kAt(j) + d]! += ds * x.q[qAt + d]!;
          }
        });
      }
  return { y, p, dq, dk, dv };
}

const cases: readonly Case[] = [
  { batch: 2, heads: 2, queries: 8, keys: 8, depth: 8 },
  { batch: 1, heads: 1, queries: 1, keys: 1, depth: 1 },
  { batch: 3, heads: 2, queries: 5, keys: 7, depth: 3, valueDepth: 5 },
  { batch: 2, heads: 3, queries: 13, keys: 9, depth: 6, causal: true },
  { batch: 1, heads: 2, queries: 3, keys: 11, depth: 4, causal: true, offset: 8 },
  { batch: 1, heads: 1, queries: 4, keys: 6, depth: 2, causal: true, offset: -2 },
  { batch: 3, heads: 2, queries: 6, keys: 10, depth: 4, mask: [3, 1, 1] },
  { batch: 2, heads: 3, queries: 5, keys: 9, depth: 4, mask: [2, 1, 5], causal: true },
  { batch: 2, heads: 3, queries: 5, keys: 9, depth: 4, mask: [1, 3, 1] },
  { batch: 2, heads: 6, kvHeads: 2, queries: 7, keys: 5, depth: 4, valueDepth: 3, mask: [2, 6, 7] },
  { batch: 2, heads: 4, kvHeads: 1, queries: 4, keys: 33, depth: 16 },
  { batch: 2, heads: 2, queries: 9, keys: 11, depth: 4, rate: 0.3 },
  { batch: 2, heads: 4, kvHeads: 2, queries: 6, keys: 10, depth: 4, rate: 0.5, mask: [2, 1, 1], causal: true },
  { batch: 0, heads: 2, queries: 3, keys: 4, depth: 2 },
  { batch: 2, heads: 2, queries: 3, keys: 0, depth: 2 },
  { batch: 1, heads: 2, queries: 65, keys: 70, depth: 20, causal: true },
];

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Both directions of one case. */
async function check(c: Case): Promise<void> {
  const { batch, heads, kvHeads = heads, queries, keys, depth, valueDepth = depth, mask, ...attrs } = c;
  const [seed, scale] = [5, depth ** -0.5];
  const shapes = {
    q: [batch, queries, heads, depth],
    k: [batch, keys, kvHeads, depth],
    v: [batch, keys, kvHeads, valueDepth],
    dy: [batch, queries, heads, valueDepth],
    dp: [batch, heads, queries, keys],
  };
  type Name = keyof typeof shapes;
  const names = Object.keys(shapes) as Name[];
  const values = Object.fromEntries(
    names.map((name, i) => [name, wave(size(shapes[name]), i + 1).map((x) => Math.fround(1.5 * x))]),
  ) as Record<Name, number[]>;
  const tensors = Object.fromEntries(names.map((name) => [name, floats(values[name], shapes[name])]));
  const { q: query, k: key, v: value, dy, dp: dprobabilities } = tensors as Record<Name, Tensor>;
  const expected = reference(c, values, scale, seed);
  const given = mask && { mask: tensor(closed(size(mask) * keys, keys), [...mask, keys], 'bool') };
  const all = { ...attrs, scale, seed };
  const [y, probabilities] = run('Attention', { query, key, value, ...given }, all);
  expect(y!.shape).toEqual([batch, queries, heads, valueDepth]);
  expect(probabilities!.shape).toEqual([batch, heads, queries, keys]);
  expectClose(await probabilities!.data(), expected.p, 2e-6);
  expectClose(await y!.data(), expected.y, 5e-6);
  const inputs = { dy, dprobabilities, query, key, value, probabilities: probabilities! };
  const [dq, dk, dv] = run('AttentionGrad', inputs, all);
  expectClose(await dq!.data(), expected.dq, 1e-5);
  expectClose(await dk!.data(), expected.dk, 1e-5);
  expectClose(await dv!.data(), expected.dv, 1e-5);
}

export const attentionKernels: Readonly<Record<string, () => void>> = {
  Attention: () => {
    describe('Attention and its gradient', () => {
      test.each(cases)('%o', (c) => scoped(() => check(c)));

      test('scores far apart neither overflow nor vanish', () =>
        scoped(async () => {
          const query = floats([100, -100], [1, 2, 1, 1]);
          const key = floats([1, -1, 0], [1, 3, 1, 1]);
          const value = floats([1, 2, 3], [1, 3, 1, 1]);
          expectClose(await run('Attention', { query, key, value }, { scale: 1 })[0]!.data(), [1, 2]);
        }));
    });
  },
};
