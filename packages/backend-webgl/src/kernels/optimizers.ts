import { elementwise } from '../elementwise.js';
import type { Kernel } from '../kernel.js';

export const sgdStep: Kernel = (backend, { w, g, m }, { learningRate, momentum = 0, nesterov = false }) => {
  const floats = { learningRate };
  if (!m) return [elementwise(backend, { inputs: { w, g }, floats, value: 'w - learningRate * g' })];
  const next = elementwise(backend, {
    inputs: { m, g },
    floats: { momentum, learningRate },
    value: 'momentum * m - learningRate * g',
  });
  const moved = nesterov
    ? elementwise(backend, {
        inputs: { w, m: next, g },
        floats: { momentum, learningRate },
        value: 'w + momentum * m - learningRate * g',
      })
    : elementwise(backend, { inputs: { w, m: next }, value: 'w + m' });
  return [moved, next];
};

export const adamStep: Kernel = (backend, { w, g, m, v, vhat }, { alpha, beta1, beta2, epsilon, decay = 0 }) => {
  const m1 = elementwise(backend, {
    inputs: { m, g },
    floats: { beta1, rest: 1 - beta1 },
    value: 'beta1 * m + rest * g',
  });
  const v1 = elementwise(backend, {
    inputs: { v, g },
    floats: { beta2, rest: 1 - beta2 },
    value: 'beta2 * v + rest * g * g',
  });
  const largest = vhat && elementwise(backend, { inputs: { vhat, v: v1 }, value: 'max(vhat, v)' });
  const w1 = elementwise(backend, {
    inputs: { w, m: m1, v: largest ?? v1 },
    floats: { alpha, epsilon, keep: 1 - decay },
    value: 'keep * w - alpha * m / (sqrt(v) + epsilon)',
  });
  return largest ? [w1, m1, v1, largest] : [w1, m1, v1];
};
