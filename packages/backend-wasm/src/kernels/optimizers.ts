import type { TensorInfo } from '@tensorflow/tfjs-core';
import { each, type Kernel } from '../kernel.js';
import type { Machine } from '../machine.js';

const like = (m: Machine, x: TensorInfo | undefined): TensorInfo | undefined => x && m.make(x.shape);

const present = (outputs: readonly (TensorInfo | undefined)[]): TensorInfo[] => outputs.filter((x) => x !== undefined);

export const sgdStep: Kernel = (m, { w, g, m: momentum }, attrs) => {
  const [w1, m1] = [like(m, w)!, like(m, momentum)];
  m.parallel(
    'sgdStep',
    each(w, 15),
    'count',
    m.along(w),
    m.along(g),
    m.along(momentum),
    m.along(w1),
    m.along(m1),
    attrs.learningRate,
    attrs.momentum ?? 0,
    attrs.nesterov ?? false,
  );
  return present([w1, m1]);
};

export const adamStep: Kernel = (m, { w, g, m: mean, v, vhat }, { alpha, beta1, beta2, epsilon, decay = 0 }) => {
  const [w1, m1, v1, vhat1] = [like(m, w)!, like(m, mean), like(m, v), like(m, vhat)];
  m.parallel(
    'adamStep',
    each(w, 15),
    'count',
    m.along(w),
    m.along(g),
    m.along(mean),
    m.along(v),
    m.along(vhat),
    m.along(w1),
    m.along(m1),
    m.along(v1),
    m.along(vhat1),
    alpha,
    beta1,
    beta2,
    1 - beta1,
    1 - beta2,
    epsilon,
    1 - decay,
  );
  return present([w1, m1, v1, vhat1]);
};

export const lionStep: Kernel = (m, { w, g, m: momentum }, { learningRate, beta1, beta2, decay = 0 }) => {
  const [w1, m1] = [like(m, w)!, like(m, momentum)!];
  m.parallel(
    'lionStep',
    each(w, 10),
    'count',
    m.along(w),
    m.along(g),
    m.along(momentum),
    m.along(w1),
    m.along(m1),
    learningRate,
    beta1,
    beta2,
    1 - beta1,
    1 - beta2,
    1 - decay,
  );
  return [w1, m1];
};

export const rmspropStep: Kernel = (m, { w, g, v, m: momentum, mg }, attrs) => {
  const [w1, v1, m1, mg1] = [like(m, w)!, like(m, v), like(m, momentum), like(m, mg)];
  m.parallel(
    'rmspropStep',
    each(w, 15),
    'count',
    m.along(w),
    m.along(g),
    m.along(v),
    m.along(momentum),
    m.along(mg),
    m.along(w1),
    m.along(v1),
    m.along(m1),
    m.along(mg1),
    attrs.learningRate,
    attrs.rho,
    1 - attrs.rho,
    attrs.momentum ?? 0,
    attrs.epsilon,
  );
  return present([w1, v1, m1, mg1]);
};

export const adagradStep: Kernel = (m, { w, g, a }, { learningRate, epsilon }) => {
  const [w1, a1] = [like(m, w)!, like(m, a)];
  m.parallel(
    'adagradStep',
    each(w, 15),
    'count',
    m.along(w),
    m.along(g),
    m.along(a),
    m.along(w1),
    m.along(a1),
    learningRate,
    epsilon,
  );
  return present([w1, a1]);
};
