import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { floats, run, scoped, wave } from './kernelRuns.js';

/** x̂ and everything that follows from it, in float64; the statistics of a row, or of a column where `byColumn`. */
function reference(
  [rows, n]: readonly [number, number],
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  gamma: ArrayLike<number> | undefined,
  beta: ArrayLike<number> | undefined,
  epsilon: number,
  byColumn: boolean,
  rms = false,
) {
  const groups = byColumn ? n : rows;
  const members = byColumn ? rows : n;
  const at = (group: number, member: number) => (byColumn ? member * n + group : group * n + member);
  const mean = new Float64Array(groups);
  const variance = new Float64Array(groups);
  const [y, dx] = [new Float64Array(rows * n), new Float64Array(rows * n)];
  const [dgamma, dbeta] = [new Float64Array(n), new Float64Array(n)];
  for (let group = 0; group < groups; group++) {
    const places = Array.from({ length: members }, (_, member) => at(group, member));
    if (!rms) mean[group] = places.reduce((a, i) => a + x[i]!, 0) / members;
    variance[group] = places.reduce((a, i) => a + (x[i]! - mean[group]!) ** 2, 0) / members;
    const scale = 1 / Math.sqrt(variance[group]! + epsilon);
    const normal = places.map((i) => (x[i]! - mean[group]!) * scale);
    const g = places.map((i) => dy[i]! * (gamma?.[i % n] ?? 1));
    const plain = rms ? 0 : g.reduce((a, b) => a + b, 0) / members;
    const along = g.reduce((a, b, i) => a + b * normal[i]!, 0) / members;
    places.forEach((i, o) => {
      y[i] = normal[o]! * (gamma?.[i % n] ?? 1) + (beta?.[i % n] ?? 0);
      dx[i] = scale * (g[o]! - plain - normal[o]! * along);
      dgamma[i % n]! += dy[i]! * normal[o]!;
      dbeta[i % n]! += dy[i]!;
    });
  }
  return { y, mean, variance, dx, dgamma, dbeta };
}

/** Of one number, odd, more than a workgroup or a part of a column holds, none. */
const shapes = [
  [1, 1],
  [3, 5],
  [4, 16],
  [7, 67],
  [130, 23],
  [0, 4],
] as const;

const epsilon = 1e-3;

/** What a kernel of rows or columns, and its gradient, must give. */
async function check(kind: 'Layer' | 'Batch', shape: readonly [number, number], weighted: boolean, rms = false) {
  const [rows, n] = shape;
  const xs = wave(rows * n, 1).map((value) => value + 1.5);
  const [dys, gs, bs] = [wave(rows * n, 2), wave(n, 3), wave(n, 4)];
  const [x, dy, gamma, beta] = [floats(xs, shape), floats(dys, shape), floats(gs), floats(bs)];
  const of = [weighted ? gs : undefined, weighted ? bs : undefined, epsilon, kind === 'Batch', rms] as const;
  const expected = reference(shape, xs, dys, ...of);
  const [y, mean, spread] = run(`${kind}Normalization`, { x, ...(weighted && { gamma, beta }) }, { epsilon, rms });
  expectClose(await y!.data(), expected.y, 1e-5);
  const kept = kind === 'Batch' ? { mean, variance: spread } : { mean, scale: spread };
  const inputs = { dy, x, ...(weighted && { gamma }), ...kept } as Record<string, Tensor>;
  const [dx, dgamma, dbeta] = run(`${kind}NormalizationGrad`, inputs, { epsilon, rms });
  // A lone number is its own mean: what is left of the gradient is ε's doing, at 1 / √ε.
  expectClose(await dx!.data(), expected.dx, Math.min(rows, n) === 1 ? 1e-3 : 2e-5);
  if (rows === 0) return;
  expectClose(await mean!.data(), expected.mean, 3e-6);
  const seen = kind === 'Batch' ? expected.variance : expected.variance.map((v) => 1 / Math.sqrt(v + epsilon));
  expectClose(await spread!.data(), seen, 1e-5);
  expectClose(await dgamma!.data(), expected.dgamma, 2e-5);
  expectClose(await dbeta!.data(), expected.dbeta, 1e-5);
}

export const normalizationKernels: Readonly<Record<string, () => void>> = {
  LayerNormalization: () => {
    describe.each(shapes)('LayerNormalization and its gradient, of %i rows of %i', (...shape) => {
      test.each([true, false])('weighted: %s', (weighted) => scoped(() => check('Layer', shape, weighted)));
      test.each([true, false])('without a mean, weighted: %s', (weighted) =>
        scoped(() => check('Layer', shape, weighted, true)),
      );
    });
  },
  BatchNormalization: () => {
    // The last has so many rows that a column's parts grow, and the last of them is short.
    test.each([...shapes, [8200, 2]] as const)('BatchNormalization and its gradient, of %i rows of %i', (...shape) =>
      scoped(async () => {
        await check('Batch', shape, true);
        await check('Batch', shape, false);
      }),
    );
    test('BatchNormalization of large numbers keeps the digits of their variance', () =>
      scoped(async () => {
        const xs = wave(200, 1).map((value) => Math.fround(1000 + value));
        const variance = reference([100, 2], xs, xs, undefined, undefined, epsilon, true).variance;
        const [, , spread] = run('BatchNormalization', { x: floats(xs, [100, 2]) }, { epsilon });
        expectClose(await spread!.data(), variance, 1e-4);
      }));
  },
  BatchNormalizationInference: () => {
    test.each(shapes)('BatchNormalizationInference of %i rows of %i', (...shape) =>
      scoped(async () => {
        const [rows, n] = shape;
        const [xs, gs, bs, ms] = [wave(rows * n, 1), wave(n, 2), wave(n, 3), wave(n, 4)];
        const vs = wave(n, 5).map((value) => value * value);
        const known = { x: floats(xs, shape), mean: floats(ms), variance: floats(vs) };
        const normal = xs.map((value, i) => (value - ms[i % n]!) / Math.sqrt(vs[i % n]! + epsilon));
        const [plain] = run('BatchNormalizationInference', known, { epsilon });
        expectClose(await plain!.data(), normal, 1e-5);
        const weights = { gamma: floats(gs), beta: floats(bs) };
        const [weighted] = run('BatchNormalizationInference', { ...known, ...weights }, { epsilon });
        expectClose(
          await weighted!.data(),
          normal.map((value, i) => value * gs[i % n]! + bs[i % n]!),
          1e-5,
        );
      }),
    );
  },
};
