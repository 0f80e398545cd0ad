import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';

/** Columns whose sums are taken together. */
const GRAIN = 16;

export const layerNormalization: Kernel = (m, { x, gamma, beta }, { epsilon, rms = false }) => {
  const [rows, n] = x.shape as [number, number];
  const [y, mean, scale] = [m.make(x.shape), m.make([rows]), m.make([rows])];
  m.parallel(
    'layerNormalization',
    { count: rows, cost: 8 * n },
    'count',
    n,
    m.along(x, 4 * n),
    m.at(gamma),
    m.at(beta),
    m.along(y, 4 * n),
    m.along(mean),
    m.along(scale),
    epsilon,
    rms,
  );
  return [y, mean, scale];
};

export const layerNormalizationGrad: Kernel = (m, { dy, x, gamma, mean, scale }, { rms = false }) => {
  const [rows, n] = x.shape as [number, number];
  const [dx, dgamma, dbeta] = [m.make(x.shape), m.make([n]), m.make([n])];
  m.parallel(
    'layerNormalizationGrad',
    { count: rows, cost: 8 * n },
    'count',
    n,
    m.along(dy, 4 * n),
    m.along(x, 4 * n),
    m.at(gamma),
    m.along(mean),
    m.along(scale),
    m.along(dx, 4 * n),
    rms,
  );
  m.parallel(
    'layerWeightsGrad',
    { count: n, cost: 4 * rows, grain: GRAIN },
    'count',
    rows,
    n,
    m.along(dy),
    m.along(x),
    m.at(mean),
    m.at(scale),
    m.along(dgamma),
    m.along(dbeta),
  );
  return [dx, dgamma, dbeta];
};

/** y of a batch whose mean and variance are known. */
function normalize(
  m: Machine,
  x: TensorInfo,
  gamma: TensorInfo | undefined,
  beta: TensorInfo | undefined,
  mean: TensorInfo,
  variance: TensorInfo,
  y: TensorInfo,
  epsilon: number,
): void {
  const [rows, n] = x.shape as [number, number];
  m.parallel(
    'batchNormalization',
    { count: rows, cost: 4 * n, overhead: 4 * n, scratch: 4 * n },
    'count',
    n,
    m.along(x, 4 * n),
    m.at(gamma),
    m.at(beta),
    m.at(mean),
    m.at(variance),
    m.along(y, 4 * n),
    epsilon,
    'scratch',
  );
}

export const batchNormalization: Kernel = (m, { x, gamma, beta }, { epsilon }) => {
  const n = x.shape[1];
  const rows = n === 0 ? 0 : sizeOf(x.shape) / n;
  const [y, mean, variance] = [m.make(x.shape), m.make([n]), m.make([n])];
  m.parallel(
    'columnMoments',
    { count: n, cost: 4 * rows, grain: GRAIN },
    'count',
    rows,
    n,
    m.along(x),
    m.along(mean),
    m.along(variance),
  );
  normalize(m, x, gamma, beta, mean, variance, y, epsilon);
  return [y, mean, variance];
};

export const batchNormalizationGrad: Kernel = (m, { dy, x, gamma, mean, variance }, { epsilon }) => {
  const [rows, n] = x.shape as [number, number];
  const [dx, dgamma, dbeta] = [m.make(x.shape), m.make([n]), m.make([n])];
  m.parallel(
    'batchWeightsGrad',
    { count: n, cost: 4 * rows, grain: GRAIN },
    'count',
    rows,
    n,
    m.along(dy),
    m.along(x),
    m.along(mean),
    m.along(variance),
    m.along(dgamma),
    m.along(dbeta),
    epsilon,
  );
  m.parallel(
    'batchNormalizationGrad',
    { count: rows, cost: 5 * n, overhead: 10 * n, scratch: 12 * n },
    'count',
    rows,
    n,
    m.along(dy, 4 * n),
    m.along(x, 4 * n),
    m.at(gamma),
    m.at(mean),
    m.at(variance),
    m.at(dgamma),
    m.at(dbeta),
    m.along(dx, 4 * n),
    epsilon,
    'scratch',
  );
  return [dx, dgamma, dbeta];
};

export const batchNormalizationInference: Kernel = (m, { x, gamma, beta, mean, variance }, { epsilon }) => {
  const y = m.make(x.shape);
  normalize(m, x, gamma, beta, mean, variance, y, epsilon);
  return y;
};
