import { dispatch } from '../dispatch.js';
import { type Kernel, sizeOf } from '../kernel.js';

export const sgdStep: Kernel = (backend, { w, g, m }, { learningRate, momentum = 0, nesterov = false }) =>
  dispatch(backend, {
    inputs: { w, g, m },
    outputs: { w1: w, m1: m },
    floats: { learningRate, ...(m && { momentum }) },
    count: sizeOf(w!),
    body: m
      ? `
  let m2 = u.momentum * m[i] - u.learningRate * g[i];
  m1[i] = m2;
  w1[i] = w[i] + ${nesterov ? 'u.momentum * m2 - u.learningRate * g[i]' : 'm2'};`
      : '  w1[i] = w[i] - u.learningRate * g[i];',
  });

export const adamStep: Kernel = (backend, { w, g, m, v, vhat }, { alpha, beta1, beta2, epsilon, decay = 0 }) => {
  const count = sizeOf(w!);
  // The means first, the weight from them: all at once would be more buffers than a shader may have.
  const means = dispatch(backend, {
    inputs: { g, m, v, vhat },
    outputs: { m1: m, v1: v, vhat1: vhat },
    floats: { beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2 },
    count,
    body: `
  m1[i] = u.beta1 * m[i] + u.rest1 * g[i];
  let v2 = u.beta2 * v[i] + u.rest2 * g[i] * g[i];
  v1[i] = v2;
  ${vhat ? 'vhat1[i] = max(vhat[i], v2);' : ''}`,
  });
  const [m1, v1, vhat1] = means;
  const [w1] = dispatch(backend, {
    inputs: { w, m: m1, v: vhat1 ?? v1 },
    outputs: { w1: w },
    floats: { alpha, epsilon, keep: 1 - decay },
    count,
    body: '  w1[i] = u.keep * w[i] - u.alpha * m[i] / (sqrt(v[i]) + u.epsilon);',
  });
  return [w1!, ...means];
};

export const lionStep: Kernel = (backend, { w, g, m }, { learningRate, beta1, beta2, decay = 0 }) =>
  dispatch(backend, {
    inputs: { w, g, m },
    outputs: { w1: w, m1: m },
    floats: { learningRate, beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2, keep: 1 - decay },
    count: sizeOf(w!),
    body: `
  w1[i] = u.keep * w[i] - u.learningRate * sign(u.beta1 * m[i] + u.rest1 * g[i]);
  m1[i] = u.beta2 * m[i] + u.rest2 * g[i];`,
  });

export const rmspropStep: Kernel = (backend, { w, g, v, m, mg }, { learningRate, rho, momentum = 0, epsilon }) => {
  const count = sizeOf(w!);
  const means = dispatch(backend, {
    inputs: { g, v, mg },
    outputs: { v1: v, mg1: mg },
    floats: { rho, rest: 1 - rho },
    count,
    body: `
  v1[i] = u.rho * v[i] + u.rest * g[i] * g[i];
  ${mg ? 'mg1[i] = u.rho * mg[i] + u.rest * g[i];' : ''}`,
  });
  const [v1, mg1] = means;
  const [w1, m1] = dispatch(backend, {
    inputs: { w, g, v: v1, m, mg: mg1 },
    outputs: { w1: w, m1: m },
    floats: { learningRate, epsilon, ...(m && { momentum }) },
    count,
    body: `
  let d = u.learningRate * g[i] / sqrt(v[i]${mg ? ' - mg[i] * mg[i]' : ''} + u.epsilon);
  ${m ? 'let m2 = u.momentum * m[i] + d; m1[i] = m2; w1[i] = w[i] - m2;' : 'w1[i] = w[i] - d;'}`,
  });
  return [w1!, v1!, ...(m1 ? [m1] : []), ...(mg1 ? [mg1] : [])];
};

export const adagradStep: Kernel = (backend, { w, g, a }, { learningRate, epsilon }) =>
  dispatch(backend, {
    inputs: { w, g, a },
    outputs: { w1: w, a1: a },
    floats: { learningRate, epsilon },
    count: sizeOf(w!),
    body: `
  let a2 = a[i] + g[i] * g[i];
  a1[i] = a2;
  w1[i] = w[i] - u.learningRate * g[i] / sqrt(a2 + u.epsilon);`,
  });
