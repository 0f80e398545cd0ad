import { dispatch } from '../dispatch.js';
import { hash } from '../functions.js';
import { type Kernel, sizeOf } from '../kernel.js';

export const reluGrad: Kernel = (backend, { dy, y }) =>
  dispatch(backend, {
    inputs: { dy, y },
    outputs: { dx: dy },
    count: sizeOf(dy!),
    body: '  dx[i] = select(0, dy[i], y[i] > 0);',
  });

export const dropout: Kernel = (backend, { x }, { rate, seed }) =>
  dispatch(backend, {
    inputs: { x },
    outputs: { y: x },
    integers: { seed: seed >>> 0, below: Math.floor(rate * 2 ** 32) },
    floats: { scale: 1 / (1 - rate) },
    count: sizeOf(x!),
    head: hash,
    body: '  y[i] = select(0, x[i] * u.scale, hash(hash(u.seed) + i * 0x9e3779b9u) >= u.below);',
  });
