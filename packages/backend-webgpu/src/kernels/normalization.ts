import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from '../backend.js';
import { dispatch } from '../dispatch.js';
import { reductions } from '../functions.js';
import { type Kernel, sizeOf } from '../kernel.js';

/** x̂ turned into y. */
const weighed = (gamma: unknown, beta: unknown, c: string): string =>
  `${gamma ? ` * gamma[${c}]` : ''}${beta ? ` + beta[${c}]` : ''}`;

export const layerNormalization: Kernel = (backend, { x, gamma, beta }, { epsilon, rms = false }) => {
  const [rows, n] = x!.shape as [number, number];
  return dispatch(backend, {
    inputs: { x, gamma, beta },
    outputs: { y: x, mean: { shape: [rows] }, scale: { shape: [rows] } },
    integers: { n },
    floats: { epsilon },
    count: rows,
    each: 'group',
    head: reductions,
    body: `
  let row = i * u.n;
  var sum = 0.0;
  ${
    rms
      ? 'let center = 0.0;'
      : `
  for (var c = t; c < u.n; c += GROUP) { sum += x[row + c]; }
  let center = sumOf(t, sum) / f32(u.n);
  sum = 0;`
  }
  for (var c = t; c < u.n; c += GROUP) { let d = x[row + c] - center; sum += d * d; }
  let factor = inverseSqrt(sumOf(t, sum) / f32(u.n) + u.epsilon);
  for (var c = t; c < u.n; c += GROUP) { y[row + c] = (x[row + c] - center) * factor${weighed(gamma, beta, 'c')}; }
  if (t == 0) { mean[i] = center; scale[i] = factor; }`,
  });
};

/** Rows of a column that one invocation goes through at least, and how many such parts a column has at most. */
const [LENGTH, PARTS] = [32, 256];

interface Columns {
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly shape: readonly number[];
  readonly floats?: Readonly<Record<string, number>>;
  /** WGSL that makes `a` and `b` of the rows from `r = start` to `end` of column `c`. */
  readonly part: string;
  /** WGSL that makes `a` and `b` of the column `i` from those of its parts, `aOf[p * u.n + i]` and `bOf[p * u.n + i]`. */
  readonly whole: string;
}

/** Two numbers for each column, of parts of it first: few columns are work for many invocations too. */
function ofColumns(backend: WebGpuBackend, { inputs, shape, floats = {}, part, whole }: Columns): TensorInfo[] {
  const [rows, n] = shape as [number, number];
  const length = Math.max(LENGTH, Math.ceil(rows / PARTS));
  const parts = Math.ceil(rows / length);
  const integers = { rows, n, length };
  const [aOf, bOf] = dispatch(backend, {
    inputs,
    outputs: { aOf: { shape: [parts, n] }, bOf: { shape: [parts, n] } },
    integers,
    floats,
    count: parts * n,
    body: `
  let c = i % u.n;
  let start = i / u.n * u.length;
  let end = min(start + u.length, u.rows);
  var a = 0.0;
  var b = 0.0;
  ${part}
  aOf[i] = a;
  bOf[i] = b;`,
  });
  const outputs = dispatch(backend, {
    inputs: { aOf, bOf },
    outputs: { first: { shape: [n] }, second: { shape: [n] } },
    integers: { ...integers, parts },
    count: rows === 0 ? 0 : n,
    each: 'group',
    head: reductions,
    body: `
  var a = 0.0;
  var b = 0.0;
  ${whole}
  if (t == 0) { first[i] = a; second[i] = b; }`,
  });
  for (const { dataId } of [aOf!, bOf!]) backend.disposeData(dataId);
  return outputs;
}

/** dγ and dβ; `normal` is WGSL for x̂ at row `r`, column `c`, place `k`. */
const weightsGrad = (backend: WebGpuBackend, inputs: Columns['inputs'], normal: string, floats = {}): TensorInfo[] =>
  ofColumns(backend, {
    inputs,
    shape: inputs.x!.shape,
    floats,
    part: `
  for (var r = start; r < end; r++) {
    let k = r * u.n + c;
    a += dy[k] * ${normal};
    b += dy[k];
  }`,
    whole: `
  for (var p = t; p < u.parts; p += GROUP) { a += aOf[p * u.n + i]; b += bOf[p * u.n + i]; }
  a = sumOf(t, a);
  b = sumOf(t, b);`,
  });

export const layerNormalizationGrad: Kernel = (backend, { dy, x, gamma, mean, scale }, { rms = false }) => {
  const [rows, n] = x!.shape as [number, number];
  const g = gamma ? 'dy[row + c] * gamma[c]' : 'dy[row + c]';
  const [dx] = dispatch(backend, {
    inputs: { dy, x, gamma, mean, scale },
    outputs: { dx: x },
    integers: { n },
    count: rows,
    each: 'group',
    head: reductions,
    body: `
  let row = i * u.n;
  let center = mean[i];
  let factor = scale[i];
  var plain = 0.0;
  var along = 0.0;
  for (var c = t; c < u.n; c += GROUP) {
    let g = ${g};
    plain += g;
    along += g * (x[row + c] - center) * factor;
  }
  plain = ${rms ? '0' : 'sumOf(t, plain) / f32(u.n)'};
  along = sumOf(t, along) / f32(u.n);
  for (var c = t; c < u.n; c += GROUP) {
    dx[row + c] = factor * (${g} - plain - (x[row + c] - center) * factor * along);
  }`,
  });
  return [dx!, ...weightsGrad(backend, { dy, x, mean, scale }, '(x[k] - mean[r]) * scale[r]')];
};

/** x̂ of a batch at place `k`, column `c`. */
const NORMAL = '(x[k] - mean[c]) * inverseSqrt(variance[c] + u.epsilon)';

export const batchNormalizationInference: Kernel = (backend, { x, gamma, beta, mean, variance }, { epsilon }) =>
  dispatch(backend, {
    inputs: { x, gamma, beta, mean, variance },
    outputs: { y: x },
    integers: { n: x!.shape[1]! },
    floats: { epsilon },
    count: sizeOf(x!),
    body: `
  let k = i;
  let c = k % u.n;
  y[k] = ${NORMAL}${weighed(gamma, beta, 'c')};`,
  });

export const batchNormalization: Kernel = (backend, { x, gamma, beta }, { epsilon }) => {
  const [mean, variance] = ofColumns(backend, {
    inputs: { x },
    shape: x!.shape,
    // About the part's first value: their squares keep the digits that those of large numbers lose.
    part: `
  let about = x[start * u.n + c];
  for (var r = start; r < end; r++) {
    let d = x[r * u.n + c] - about;
    a += d;
    b += d * d;
  }
  a /= f32(end - start);
  b -= f32(end - start) * a * a;
  a += about;`,
    whole: `
  for (var p = t; p < u.parts; p += GROUP) {
    a += aOf[p * u.n + i] * f32(min(u.length, u.rows - p * u.length));
  }
  a = sumOf(t, a) / f32(u.rows);
  for (var p = t; p < u.parts; p += GROUP) {
    let d = aOf[p * u.n + i] - a;
    b += bOf[p * u.n + i] + d * d * f32(min(u.length, u.rows - p * u.length));
  }
  b = max(sumOf(t, b) / f32(u.rows), 0);`,
  });
  const known = { x: x!, gamma: gamma!, beta: beta!, mean: mean!, variance: variance! };
  return [...batchNormalizationInference(backend, known, { epsilon }), mean!, variance!];
};

export const batchNormalizationGrad: Kernel = (backend, { dy, x, gamma, mean, variance }, { epsilon }) => {
  const [rows, n] = x!.shape as [number, number];
  const [dgamma, dbeta] = weightsGrad(backend, { dy, x, mean, variance }, NORMAL, { epsilon });
  const [dx] = dispatch(backend, {
    inputs: { dy, x, gamma, mean, variance, dgamma, dbeta },
    outputs: { dx: x },
    integers: { n, rows },
    floats: { epsilon },
    count: rows * n,
    body: `
  let k = i;
  let c = k % u.n;
  let d = dy[k] - (dbeta[c] + ${NORMAL} * dgamma[c]) / f32(u.rows);
  dx[k] = d * inverseSqrt(variance[c] + u.epsilon)${gamma ? ' * gamma[c]' : ''};`,
  });
  return [dx!, dgamma!, dbeta!];
};
