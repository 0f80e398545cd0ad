import { elementwise } from '../elementwise.js';
import type { Kernel } from '../kernel.js';

export const reluGrad: Kernel = (backend, { dy, y }) => [
  elementwise(backend, { inputs: { dy, y }, value: 'mix(vec4(0.), dy, greaterThan(y, vec4(0.)))' }),
];

export const dropout: Kernel = (backend, { x }, { rate, seed }) => [
  elementwise(backend, {
    inputs: { x },
    integers: { seed: seed | 0, below: Math.floor(rate * 2 ** 32) | 0 },
    floats: { scale: 1 / (1 - rate) },
    head: `
uint hash(uint x) {
  x ^= x >> 16u; x *= 0x7feb352du;
  x ^= x >> 15u; x *= 0x846ca68bu;
  return x ^ (x >> 16u);
}
float kept(float x, int i) {
  return hash(hash(uint(seed)) + uint(i) * 0x9e3779b9u) < uint(below) ? 0. : x * scale;
}`,
    value: 'vec4(kept(x.r, at.r), kept(x.g, at.g), kept(x.b, at.b), kept(x.a, at.a))',
  }),
];
