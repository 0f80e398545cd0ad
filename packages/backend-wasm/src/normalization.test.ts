import { expectClose } from '@tenonjs/testing';
import { add, engine, square, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { random } from '../testing/random.js';

const run = (name: string, inputs: Record<string, Tensor | undefined>, attrs: object): Tensor[] => {
  const present = Object.fromEntries(Object.entries(inputs).filter(([, x]) => x)) as Record<string, Tensor>;
  return engine().runKernel(name, present, attrs as never) as unknown as Tensor[];
};

interface Options {
  readonly rms?: boolean;
  readonly weighted: boolean;
}

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

const shapes: readonly (readonly [number, number])[] = [
  [1, 1],
  [3, 5],
  [4, 16],
  [7, 64],
  [130, 23],
  [300, 37],
  [0, 4],
];

function check(shape: readonly [number, number], { rms = false, weighted }: Options, kind: 'Layer' | 'Batch'): void {
  tidy(() => {
    const [, n] = shape;
    const x = add(random(shape, 1), 1.5);
    const [dy, gamma, beta] = [random(shape, 2), random([n], 3), random([n], 4)];
    const weights = weighted ? { gamma, beta } : {};
    const [xs, dys, g, b] = [x, dy, gamma, beta].map((t) => t.dataSync().slice());
    const epsilon = 1e-3;
    const expected = reference(
      shape,
      xs!,
      dys!,
      weighted ? g : undefined,
      weighted ? b : undefined,
      epsilon,
      kind === 'Batch',
      rms,
    );
    const [y, mean, spread] = run(`${kind}Normalization`, { x, ...weights }, { epsilon, rms });
    expectClose(y!, expected.y, 1e-5);
    if (shape[0] > 0) {
      expectClose(mean!, expected.mean, 3e-6);
      const seen = kind === 'Batch' ? expected.variance : expected.variance.map((v) => 1 / Math.sqrt(v + epsilon));
      expectClose(spread!, seen, 1e-5);
    }
    const kept = kind === 'Batch' ? { mean, variance: spread } : { mean, scale: spread };
    const inputs = { dy, x, ...(weighted && { gamma }), ...kept };
    const [dx, dgamma, dbeta] = run(`${kind}NormalizationGrad`, inputs, { epsilon, rms });
    // A lone number is its own mean: what is left of the gradient is ε's doing, at 1 / √ε.
    expectClose(dx!, expected.dx, Math.min(shape[0], n) === 1 ? 1e-3 : 2e-5);
    if (shape[0] > 0) {
      expectClose(dgamma!, expected.dgamma, 2e-5);
      expectClose(dbeta!, expected.dbeta, 1e-5);
    }
  });
}

describe.each(shapes)('%i rows of %i', (...shape) => {
  test.each([{ weighted: true }, { weighted: false }])('LayerNormalization and its gradient, %o', (options) => {
    check(shape, options, 'Layer');
  });
  test.each([{ weighted: true }, { weighted: false }])('without a mean, %o', (options) => {
    check(shape, { ...options, rms: true }, 'Layer');
  });
  test.each([{ weighted: true }, { weighted: false }])('BatchNormalization and its gradient, %o', (options) => {
    check(shape, options, 'Batch');
  });
  test.each([true, false])('BatchNormalizationInference, weighted: %s', (weighted) => {
    tidy(() => {
      const [, n] = shape;
      const [x, gamma, beta, mean] = [random(shape, 1), random([n], 2), random([n], 3), random([n], 4)];
      const variance = square(random([n], 5));
      const weights = weighted ? { gamma, beta } : {};
      const epsilon = 1e-3;
      const [g, b, m, v] = [gamma, beta, mean, variance].map((t) => t.dataSync());
      const expected = Float64Array.from(x.dataSync(), (value, i) => {
        const normal = (value - m![i % n]!) / Math.sqrt(v![i % n]! + epsilon);
        return weighted ? normal * g![i % n]! + b![i % n]! : normal;
      });
      const y = run('BatchNormalizationInference', { x, ...weights, mean, variance }, { epsilon }) as unknown as Tensor;
      expectClose(y, expected, 1e-5);
    });
  });
});
