import { expectClose, testLayer } from '@tenonjs/testing';
import { sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { attention } from './attention.js';

testLayer(attention, {
  cases: [
    {
      title: 'query and value',
      options: {},
      input: [
        [2, 3, 4],
        [2, 2, 4],
      ],
    },
    {
      title: 'a key of its own, scaled, causal',
      options: { useScale: true, useCausalMask: true },
      input: [
        [2, 3, 2],
        [2, 3, 3],
        [2, 3, 2],
      ],
      weights: { scale: [] },
    },
    {
      title: 'of sums',
      options: { scoreMode: 'concat', useScale: true },
      input: [
        [1, 2, 3],
        [1, 3, 3],
      ],
      weights: { scale: [], concatScoreWeight: [] },
    },
  ],
  refuses: [
    [
      () => attention({ scoreMode: 'cosine' as 'dot' }),
      'attention: scoreMode must be "dot" or "concat", got "cosine".',
    ],
    [() => attention({ dropout: 1 }), 'attention: dropout must be in [0, 1), got 1.'],
    [
      () => attention().build([[2, 3, 4]]),
      'attention: input must be [query, value] or [query, value, key], got 1 tensor.',
    ],
    [
      () =>
        attention().build([
          [2, 3, 4],
          [2, 3, 5],
        ]),
      'attention: query has 4 features but key has 5.',
    ],
    [
      () =>
        attention().build([
          [2, 3, 4],
          [3, 3, 4],
        ]),
      'attention: query has 2 samples but value has 3.',
    ],
  ],
});

describe('the formula, in float64', () => {
  const [queries, keys, features] = [3, 4, 2];
  const wave = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(from + 1.9 * i));
  const [q, k, v] = [wave(queries * features, 0), wave(keys * features, 1), wave(keys * features, 2)];
  const row = (x: number[], i: number): number[] => x.slice(i * features, (i + 1) * features);
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  /** What each query gets where it may see the keys that `open` says. */
  const expected = (open: (query: number, key: number) => boolean): number[] =>
    Array.from({ length: queries }, (_, i) => {
      const scores = Array.from({ length: keys }, (_, j) => (open(i, j) ? Math.exp(dot(row(q, i), row(k, j))) : 0));
      const total = scores.reduce((a, b) => a + b);
      return Array.from({ length: features }, (_, f) =>
        total === 0 ? 0 : scores.reduce((sum, s, j) => sum + (s / total) * v[j * features + f]!, 0),
      );
    }).flat();
  const inputs = (): Tensor[] => [
    tensor(q, [1, queries, features]),
    tensor(v, [1, keys, features]),
    tensor(k, [1, keys, features]),
  ];
  const bool = (values: number[]): Tensor => tensor(values, [1, values.length], 'bool');

  test('all keys', () =>
    tidy(() =>
      expectClose(
        attention().call(inputs()),
        expected(() => true),
      ),
    ));
  test('causal', () =>
    tidy(() =>
      expectClose(
        attention({ useCausalMask: true }).call(inputs()),
        expected((i, j) => j <= i),
      ),
    ));
  test('masks of query and value; what sees nothing gets zeros', () =>
    tidy(() => {
      const masks = [bool([1, 0, 1]), bool([1, 0, 1, 1])];
      expectClose(
        attention().call(inputs(), { mask: masks[0]!, masks }),
        expected((i, j) => i !== 1 && j !== 1),
      );
    }));
  test('the probabilities, which sum to 1', () =>
    tidy(() => {
      const [y, p] = attention({ returnAttentionScores: true }).call(inputs()) as [Tensor, Tensor];
      expect(p.shape).toEqual([1, queries, keys]);
      expectClose(sum(p, -1), [1, 1, 1]);
      expectClose(
        y,
        expected(() => true),
      );
    }));
});
