import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';

const like = (m: Machine, x: TensorInfo | undefined): TensorInfo | undefined => x && m.make(x.shape);

const present = (outputs: readonly (TensorInfo | undefined)[]): TensorInfo[] => outputs.filter((x) => x !== undefined);

export const sgdStep: Kernel = (m, { w, g, m: momentum }, attrs) => {
  const [w1, m1] = [like(m, w)!, like(m, momentum)];
  m.run.sgdStep(
    sizeOf(w.shape),
    m.at(w),
    m.at(g),
    m.at(momentum),
    m.at(w1),
    m.at(m1),
    attrs.learningRate,
    attrs.momentum ?? 0,
    attrs.nesterov ?? false,
  );
  return present([w1, m1]);
};

export const adamStep: Kernel = (m, { w, g, m: mean, v, vhat }, { alpha, beta1, beta2, epsilon }) => {
  const [w1, m1, v1, vhat1] = [like(m, w)!, like(m, mean), like(m, v), like(m, vhat)];
  m.run.adamStep(
    sizeOf(w.shape),
    m.at(w),
    m.at(g),
    m.at(mean),
    m.at(v),
    m.at(vhat),
    m.at(w1),
    m.at(m1),
    m.at(v1),
    m.at(vhat1),
    alpha,
    beta1,
    beta2,
    1 - beta1,
    1 - beta2,
    epsilon,
  );
  return present([w1, m1, v1, vhat1]);
};

export const rmspropStep: Kernel = (m, { w, g, v, m: momentum, mg }, attrs) => {
  const [w1, v1, m1, mg1] = [like(m, w)!, like(m, v), like(m, momentum), like(m, mg)];
  m.run.rmspropStep(
    sizeOf(w.shape),
    m.at(w),
    m.at(g),
    m.at(v),
    m.at(momentum),
    m.at(mg),
    m.at(w1),
    m.at(v1),
    m.at(m1),
    m.at(mg1),
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
  m.run.adagradStep(sizeOf(w.shape), m.at(w), m.at(g), m.at(a), m.at(w1), m.at(a1), learningRate, epsilon);
  return present([w1, a1]);
};
